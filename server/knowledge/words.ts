/** Words as the ICU of Node sees them; in Chinese by its dictionary. */
const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });

/** Longer ones are no words, and PostgreSQL refuses lexemes from 2 kB on. */
const MAX_WORD = 100;

const HAN = /^\p{Script=Han}+$/u;

/** Chinese words that join others and tell nothing; English ones are known to PostgreSQL. */
const FUNCTION_WORDS = new Set(
  '的 了 在 是 和 与 吗 呢 吧 啊 什么 哪里 哪儿 哪个 怎么 怎样 如何 为什么 谁 多少 几 有 没有 也 都 就 又 还 从 到 把 被 给 对 于 以 之 其 他 她 它 我 你 们 这 那 一个 这个 那个 以及 关于 哪些 何时'.split(
    ' ',
  ),
);

/**
 * The words of a text, in order, as they are indexed. Chinese dictionaries cut the same characters differently in
 * different sentences, and names into single characters: so longer words and neighbouring single characters also
 * count as their pairs.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let single = '';
  for (const word of segments(text)) {
    if (!HAN.test(word)) {
      words.push(word);
      single = '';
      continue;
    }
    const characters = [...word];
    if (characters.length === 1 && single) words.push(single + word);
    words.push(word);
    if (characters.length > 2) words.push(...pairs(characters));
    single = characters.length === 1 ? word : '';
  }
  return words;
}

/** The words of a question, each once; those that only join others are left out, unless it has no other. */
export function askedWordsOf(query: string): string[] {
  const words = [...new Set(wordsOf(query))];
  const telling = words.filter((word) => !FUNCTION_WORDS.has(word));
  return telling.length > 0 ? telling : words;
}

/**
 * What of a question may be a name or misspelt: words of four letters or more, Chinese words, and neighbouring single
 * characters as one, as names are cut.
 */
export function spellingsOf(query: string): string[] {
  const terms: string[] = [];
  let name = '';
  const endName = (): void => {
    if ([...name].length > 1) terms.push(name);
    name = '';
  };
  for (const word of segments(query)) {
    const han = HAN.test(word);
    if (FUNCTION_WORDS.has(word) || (!han && word.length < 4)) endName();
    else if (han && [...word].length === 1) name += word;
    else {
      endName();
      terms.push(word);
    }
  }
  endName();
  return [...new Set(terms)].map((term) => spellingOf(term));
}

/** A text as trigrams compare it: lower case, each Chinese character a word, so that a wrong one costs only itself. */
export function spellingOf(text: string): string {
  return normalise(text)
    .replaceAll(/\p{Script=Han}/gu, ' $& ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function* segments(text: string): Generator<string> {
  for (const { segment, isWordLike } of SEGMENTER.segment(normalise(text))) {
    if (!isWordLike) continue;
    for (const word of segment.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) yield word.slice(0, MAX_WORD);
  }
}

function pairs(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => characters[index]! + character);
}

/** Full-width letters are the same letters. */
function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
