import { inventCanon } from './offline-canon.js';
import { fillSlots } from './fill-slots.js';
import { genericPassages, passagesOf } from './passages.js';
import { readPromptTags, type PromptTags } from './prompt-tags.js';
import { SeededChoice } from './seeded-choice.js';
import { think } from './thoughts.js';

/** Longest item that the product allows, in UTF-16 units. */
const LIMIT = 300;

const HELLO = {
  zh: '你好！我是 ZZZero 自带的离线示例模型：不联网，也不真正理解问题，只会为角色资料写示例文字。在 .env 里配置一个真实的模型，就能得到真正的回答。',
  en: 'Hello! I am the offline sample model of ZZZero. I use no network and understand no questions; I only write sample text for character profiles. Configure a real model in .env to get real answers.',
};

export interface OfflineAnswer {
  reasoning: string;
  content: string;
}

/**
 * Answers a prompt by its kind, without memory: everything follows from the prompt.
 *
 * @param prompt the content of its last user message
 */
export function answerOffline(prompt: string, currentYear: number): OfflineAnswer {
  const tags = readPromptTags(prompt);
  if (!tags) return { reasoning: '', content: /\p{Script=Han}/u.test(prompt) ? HELLO.zh : HELLO.en };
  const { kind, language, request, item } = tags;
  const drawn = inventCanon(request, language, currentYear);
  // A canon from elsewhere may lack a fact; the drawn one lends it.
  const canon: Record<string, unknown> = { ...drawn, ...tags.canon };
  const choice = new SeededChoice(`${drawn.name}\u0000${kind}\u0000${item}\u0000${tags.attempt}`);
  const reasoning = think(kind, language, { ...canon, item: itemName(prompt, item) }, choice);
  return { reasoning, content: contentFor(tags, canon, drawn.name, choice) };
}

function contentFor(
  tags: PromptTags,
  canon: Record<string, unknown>,
  name: string,
  choice: SeededChoice,
): string {
  switch (tags.kind) {
    case 'canon':
      return JSON.stringify(canon, null, 2);
    case 'item':
      return writeItem(tags, canon, name);
    case 'rewrite':
      return rewriteItem(tags, canon, name);
    case 'queries': {
      const facts = choice.pickSome(
        'queries',
        ['job', 'birthplace', 'hobby', 'turning_point', 'major', 'fear'],
        3,
      );
      return JSON.stringify(facts.map((fact) => `${name} ${String(canon[fact])}`));
    }
    case 'review':
      return JSON.stringify({ findings: [] });
  }
}

function writeItem(tags: PromptTags, canon: Record<string, unknown>, name: string): string {
  const candidates = filledPassages(tags, canon, name);
  return cut(candidates.find((text) => text.length <= LIMIT) ?? candidates[0] ?? '');
}

/** Another passage than the one that was there; for a wish for brevity the shortest of them, in few sentences. */
function rewriteItem(tags: PromptTags, canon: Record<string, unknown>, name: string): string {
  const others = filledPassages(tags, canon, name).filter(
    (text) => text !== tags.text && text.length <= LIMIT,
  );
  const brief = /简|短|精炼|压缩|少一?点|\b(?:short|brief|concise|tight|fewer)/iu.test(tags.instruction);
  if (!brief) return others[0] ?? writeItem(tags, canon, name);
  const shortest = others.sort((one, other) => one.length - other.length)[0] ?? tags.text;
  return cut(shortest, Math.min(LIMIT, Math.max(60, Math.round(tags.text.length * 0.7))));
}

/** All passages of the item, the one of this attempt first: three attempts in a row give three different ones. */
function filledPassages(tags: PromptTags, canon: Record<string, unknown>, name: string): string[] {
  const passages = passagesOf(tags.item, tags.language) ?? genericPassages(tags.language);
  const start = new SeededChoice(name).integer(tags.item, 0, passages.length - 1) + tags.attempt - 1;
  return passages.map((_, index) => {
    const passage = passages[(start + index) % passages.length] ?? '';
    return fillSlots(passage, canon, tags.language);
  });
}

/** To whole sentences, for values longer than any passage was written for. */
function cut(text: string, limit = LIMIT): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit);
  const end = Math.max(...['。', '！', '？', '. ', '! ', '? '].map((stop) => head.lastIndexOf(stop)));
  // Not through a surrogate pair.
  return end > 0 ? head.slice(0, end + 1) : head.replace(/[\ud800-\udbff]$/, '');
}

/**
 * What the prompt calls the item: `name="…"` of its task, else the second phrase in quotation marks before the request
 * (category, item), else the id.
 */
function itemName(prompt: string, item: string): string {
  const named = /<task\b[^>]*\bname="([^"]*)"/.exec(prompt)?.[1];
  if (named) return named;
  const words = /<task\b[^>]*>([^]*?)<request>/.exec(prompt)?.[1] ?? '';
  const quoted = [...words.matchAll(/「([^」]{1,60})」|"([^"]{1,60})"/g)].map(([, zh, en]) => zh ?? en);
  return quoted[1] ?? item;
}
