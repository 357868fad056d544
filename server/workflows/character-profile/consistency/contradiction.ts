import type { Canon } from '../canon.js';

/** A statement of a text that a fact says otherwise. */
export interface Contradiction {
  kind: 'age' | 'date' | 'name' | 'place';
  /** As it stands in the text. */
  quote: string;
  /** What the canon says. */
  expected: string;
}

/** Looks through one text for one kind of contradiction. It would rather miss one than claim one that is none. */
export type Check = (text: string, canon: Canon, language: 'zh' | 'en') => Contradiction[];

/** Sentences, so that a word of one does not explain a number of the next. */
export function sentencesOf(text: string): string[] {
  return text.match(/[^。！？!?\n；;]+?(?:[。！？!?；;\n]+|\.(?=\s+[A-Z“"]|\s*$)|$)/gu) ?? [];
}

/** Words for other people: what is said after one of them is not said of the character. */
const OTHERS = {
  zh: /父亲|母亲|爸|妈|爹|娘|祖父|祖母|爷爷|奶奶|外公|外婆|姥|哥|姐|弟|妹|儿子|女儿|孩子|朋友|好友|闺蜜|师父|师傅|老师|导师|同事|同学|对手|邻居|丈夫|妻子|老人|猫|狗|客人|老板|他们|她们/u,
  en: /\b(?:father|mother|dad|mum|mom|parents?|grand\w+|aunt|uncle|cousin|brother|sister|sibling|son|daughter|child|friend|mentor|teacher|colleague|rival|neighbour|husband|wife|partner|cat|dog|they|their|who)\b/iu,
} as const;

/** Whether somebody else may be meant: such a word, or the name of somebody of the canon, stands before. */
export function isAboutOthers(before: string, canon: Canon, language: 'zh' | 'en'): boolean {
  if (OTHERS[language].test(before)) return true;
  const others = [
    canon.father,
    canon.mother,
    canon.sibling,
    canon.friend,
    canon.mentor,
    canon.colleague,
    canon.rival,
    canon.pet_name,
  ];
  return others.some((name) => name.length > 1 && before.includes(name));
}
