import type { Gender } from './canon-facts.js';

/** Facts that a request states itself; each wins over what would be drawn. Keys are slot names of the canon. */
export type StatedFacts = Partial<Record<StatedText, string>> & {
  age?: number;
  height_cm?: number;
  weight_kg?: number;
  birth_year?: number;
  birth_month?: number;
  birth_day?: number;
  gender?: Gender;
  only_child?: boolean;
};

const TEXTS = {
  birthplace: [
    /(?:出生于|出生在|生于|出生地[是为：:])\s*(?:\d[\d年月日\-/.]*\s*[,，]?\s*)?([\p{Script=Han}]{2,8}?)(?=人|[，。；、,;\s]|出生|$)/u,
    /(?:^|[，。；,;\s])([\p{Script=Han}]{2,6})(?<![女男老年大个本轻])人(?=[，。；、,;\s]|$)/u,
    /\b(?:born|raised) (?:and raised )?in (?!\d)((?:[A-Z][\p{L}'’-]+ ?){1,3})/u,
    /\bfrom ((?:[A-Z][\p{L}'’-]+ ?){1,3})/u,
  ],
  residence: [
    /(?:现居|居住在|住在|定居在?|生活在|现住)\s*([\p{Script=Han}]{2,8}?)(?=的|[，。；、,;\s]|$)/u,
    /\b(?:lives?|living|resid(?:es|ing)|based) in ((?:[A-Z][\p{L}'’-]+ ?){1,3})/u,
  ],
  job: [
    /(?:职业(?:是|为|[：:])|从事|担任|工作是|是一[名位个])\s*([\p{Script=Han}A-Za-z]{2,14}?)(?=的工作|工作|[，。；、,;\s]|$)/u,
    /(?:^|[，。；,;\s岁的是])([\p{Script=Han}]{0,6}(?:师|员|医生|护士|老师|教师|学徒|记者|编辑|作家|律师|警察|画家|诗人|歌手|演员|导演|厨师|司机|会计|翻译|店主|木匠|军人|侦探|学生))(?=[，。；、,;\s]|$)/u,
    /\bwork(?:s|ing)? as (?:an? |the )?([a-z][a-z' -]{1,40}?)(?= (?:in|at|for|from|who|and|with|living|born)\b|[,.;\n]|$)/iu,
    /\b((?:[a-z]+ ){0,2}(?:conservator|nurse|doctor|teacher|engineer|architect|lawyer|journalist|editor|painter|illustrator|musician|chef|baker|archivist|librarian|gardener|scientist|detective|driver|pilot|sailor|accountant|apprentice|photographer|carpenter|potter|translator|writer|poet|barista|designer|therapist|farmer|keeper|maker|worker|smith|clerk|officer|manager|guide|tailor|butcher|miner|fisherman|seamstress|student|programmer))\b/iu,
  ],
  father_job: [
    /(?:父亲|爸爸|父)\s*(?:是|为|从事|当)?\s*(?:一[名位个])?([\p{Script=Han}]{2,10}?)(?=[，。；、,;\s]|母|妈|$)/u,
    /\bfather (?:is|was|works as) (?:an? )?([a-z][a-z' -]{1,30}?)(?=,|\.|;| and\b|$)/iu,
  ],
  mother_job: [
    /(?:母亲|妈妈|母)\s*(?:是|为|从事|当)?\s*(?:一[名位个])?([\p{Script=Han}]{2,10}?)(?=[，。；、,;\s]|父|爸|$)/u,
    /\bmother (?:is|was|works as) (?:an? )?([a-z][a-z' -]{1,30}?)(?=,|\.|;| and\b|$)/iu,
  ],
  sibling_relation: [
    /(?:^|[，。；,;]|有一?[个位]?|的)(哥哥|姐姐|弟弟|妹妹)/u,
    /\b((?:younger|elder|older|twin|little|big) (?:brother|sister)|brother|sister)\b/iu,
  ],
  sibling_job: [
    /(?:哥哥|姐姐|弟弟|妹妹)\s*(?:是|为|从事|当)\s*(?:一[名位个])?([\p{Script=Han}]{2,10}?)(?=[，。；、,;\s]|$)/u,
    /\b(?:brother|sister),? (?:is|was|works as|who is) (?:an? )?([a-z][a-z' -]{1,30}?)(?=,|\.|;| and\b|$)/iu,
  ],
  pet: [
    /(?:养了?|有)(?=一[只条匹]|[两三]只)(一[只条匹][\p{Script=Han}]{1,12}?)(?=[，。；、,;\s]|$)/u,
    /\b(?:has|keeps|owns) (an? (?:[a-z]+ ){0,2}(?:cat|dog|parrot|rabbit|turtle|tortoise|bird|hamster|horse)(?: (?:called|named) [A-Z][a-z]+)?)/u,
  ],
  hobby: [
    /(?:喜欢|爱好(?:是|为|[：:])?|热爱|喜爱|痴迷于?)\s*([\p{Script=Han}]{2,10}?)(?=[，。；、,;\s和与]|$)/u,
    /\b(?:likes|loves|enjoys|hobby is|hobbies:?) ((?:[a-z]+ing)(?: [a-z]+){0,3}?)(?=,|\.|;| and\b|$)/iu,
  ],
  relationship: [
    /(已婚|未婚|单身|离异|离婚|丧偶|恋爱中|有男朋友|有女朋友|订婚|丈夫|妻子)/u,
    /\b(married|single|divorced|widowed|engaged|husband|wife)\b/iu,
  ],
  blood_type: [
    /\b(AB|A|B|O)\s*型/u,
    /血型\s*(?:是|为|[：:])?\s*(AB|A|B|O)/iu,
    /\bblood type:? (AB|A|B|O)\b/iu,
  ],
  fear: [
    /(?:害怕|怕|恐惧)\s*([\p{Script=Han}]{1,8}?)(?=[，。；、,;\s]|$)/u,
    /\bafraid of ([a-z ]{3,24}?)(?=,|\.|;| and\b|$)/iu,
  ],
  allergy: [/对\s*([\p{Script=Han}]{1,8}?)过敏/u, /\ballergic to ([a-z ]{3,24}?)(?=,|\.|;| and\b|$)/iu],
  dream: [
    /(?:梦想(?:是|着|[：:])?|希望能?|想要)\s*([\p{Script=Han}]{2,20}?)(?=[，。；、,;\s]|$)/u,
    /\bdreams of ([a-z][a-z' ]{3,50}?)(?=,|\.|;|$)/iu,
  ],
} satisfies Record<string, RegExp[]>;

type StatedText = keyof typeof TEXTS;

const NUMBERS = {
  age: [
    /(\d{1,3})\s*(?:周?岁)/u,
    /年龄\s*(?:是|为|[：:])?\s*(\d{1,3})/u,
    /\b(\d{1,3})[- ]?years?[- ]?old/iu,
    /\bage[d:]? ?(\d{1,3})\b/iu,
    /(?:^|[,;]\s*)(\d{2})(?=[,;.]|$)/u,
  ],
  height_cm: [/(\d{3})\s*(?:cm|厘米|公分)/iu, /身高\s*(?:是|为|[：:])?\s*(\d{3})/u],
  weight_kg: [/(\d{2,3})\s*(?:kg|公斤|千克)/iu, /体重\s*(?:是|为|[：:])?\s*(\d{2,3})/u],
  birth_year: [
    /((?:19|20)\d\d)\s*年(?:\d{1,2}月)?(?:\d{1,2}[日号])?\s*(?:出?生)/u,
    /(?:生于|出生于|生日(?:是|为|[：:])?)\s*((?:19|20)\d\d)/u,
    /\bborn (?:on |in )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:\d{1,2},? )?((?:19|20)\d\d)/u,
  ],
} satisfies Record<string, RegExp[]>;

/** Articles and fillers that a pattern took along. */
const LEADING = /^(?:一[名位个](?!叫)|.*\b(?:is|as|old|the)\s+(?:an?\s+)?)/u;

const HAS_FAMILY =
  /(?:父亲|母亲|爸爸|妈妈|哥哥|姐姐|弟弟|妹妹|祖父|祖母|爷爷|奶奶|外公|外婆|朋友|同事|师父|老板|\b(?:father|mother|brother|sister|friend|uncle|aunt|grandfather|grandmother)\b)[^，。；,.;]*/giu;
const FEMALE = /女(?!儿|友|朋友)|她|\b(?:female|woman|girl|she|her)\b/iu;
const MALE = /男(?!友|朋友)|他(?!人|们)|\b(?:male|man|boy|he|his|him)\b/iu;
const NONBINARY = /非二元|无性别|中性人|\bnon-?binary\b|\bthey\/them\b/iu;

/** What a request's free text states, in Chinese or English. Made to be right when it matches, not to match all. */
export function readStatedFacts(basicInfo: string): StatedFacts {
  const facts: StatedFacts = {};
  // Clauses about relatives would lend them their jobs and their sex.
  const own = basicInfo.replace(HAS_FAMILY, '');
  for (const [key, patterns] of Object.entries(TEXTS) as [StatedText, RegExp[]][]) {
    const value = firstMatch(patterns, /^(?:father|mother|sibling)/.test(key) ? basicInfo : own);
    if (value) facts[key] = value.replace(LEADING, '');
  }
  for (const [key, patterns] of Object.entries(NUMBERS) as [keyof typeof NUMBERS, RegExp[]][]) {
    const value = firstMatch(patterns, own);
    if (value) facts[key] = Number(value);
  }
  facts.gender = readGender(own);
  if (/独生|独子|独女|\bonly child\b/iu.test(basicInfo)) facts.only_child = true;
  const day = /(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/u.exec(own);
  if (day) Object.assign(facts, { birth_month: Number(day[1]), birth_day: Number(day[2]) });
  return facts;
}

function readGender(text: string): Gender | undefined {
  if (NONBINARY.test(text)) return 'nonbinary';
  const female = text.search(FEMALE);
  const male = text.search(MALE);
  if (female < 0 && male < 0) return undefined;
  return male < 0 || (female >= 0 && female <= male) ? 'female' : 'male';
}

function firstMatch(patterns: RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const value = pattern.exec(text)?.[1]?.trim();
    if (value) return value;
  }
  return undefined;
}
