import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_KEYS } from '../testing/built-keys';
import { flatTexts, SOURCES, texts } from '../testing/texts';

/** Of these the sources ask for what the server has named; what has no words in them is told without (see `wordsFor`). */
const OPEN = ['canon.', 'faults.', 'fields.faults.', 'fields.names.', 'genders.', 'problems.', 'remedies.'];
/** What looks like a key and is the name of a file. */
const FILES = ['profile.md', 'profile.json', 'review.md'];

const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(html|ts)$/.test(file) && !file.includes('.spec') && !file.startsWith('testing'))
  .map((file) => readFileSync(join(SOURCES, file), 'utf8'));

const ROOM = Object.keys(texts('zh')).join('|');
/** What is asked for, and every quoted text that a room of the translations begins: `label: 'shortcuts.live'` is one too. */
const WHOLE = [
  /\b(?:t|translate)(?:<\w+>)?\(\s*'([\w.-]+\w)'/g,
  new RegExp(`'((?:${ROOM})(?:\\.[\\w-]+)+)'`, 'g'),
];
/** A text that goes on with what is known at run time only; ids are built like that too. */
const BEGINNINGS = [
  /\b(?:t|translate)(?:<\w+>)?\(\s*['`]([\w.-]+\.)(?:' \+|\$\{)/g,
  new RegExp(`'((?:${ROOM})\\.(?:[\\w-]+\\.)*)' \\+`, 'g'),
  new RegExp(`(?<!\\bid: )\`((?:${ROOM})\\.(?:[\\w-]+\\.)*)\\$\\{`, 'g'),
];

/** Each once, in order. */
function found(patterns: readonly RegExp[], none: readonly string[]): string[] {
  const texts = patterns.flatMap((pattern) =>
    sources.flatMap((source) => [...source.matchAll(pattern)].map(([, text]) => text!)),
  );
  return [...new Set(texts)].filter((text) => !none.includes(text)).sort();
}

const whole = found(WHOLE, FILES);
const built = Object.entries(BUILT_KEYS).flatMap(([start, ends]) => ends.map((end) => start + end));

describe.each(['zh', 'en'] as const)('the texts in %s', (language) => {
  const keys = Object.keys(flatTexts(language));

  it('have words for every key that the sources name in full', () => {
    expect(whole.length).toBeGreaterThan(300);
    expect(whole.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('have words for every key that the sources put together', () => {
    expect(built.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('hold nothing that no page says', () => {
    const said = new Set([...whole, ...built]);
    const open = (key: string) => OPEN.some((start) => key.startsWith(start));
    expect(keys.filter((key) => !said.has(key) && !open(key))).toEqual([]);
  });
});

describe('translations', () => {
  it('say the same things in both languages, of the same values', () => {
    const values = (language: 'zh' | 'en') =>
      Object.entries(flatTexts(language)).map(([key, text]) => [
        key,
        [...new Set(text.match(/\{\{\w+\}\}/g))].sort(),
      ]);
    expect(values('en')).toEqual(values('zh'));
  });

  it('know of every key that the sources put together how it goes on', () => {
    expect(found(BEGINNINGS, OPEN)).toEqual(Object.keys(BUILT_KEYS).sort());
  });
});
