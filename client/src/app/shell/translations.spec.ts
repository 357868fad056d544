import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CLIENT = join(import.meta.dirname, '../../..');

type Tree = { [key: string]: string | Tree };

function keysOf(tree: Tree, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}

function translation(language: string): Tree {
  return JSON.parse(readFileSync(join(CLIENT, `public/i18n/${language}.json`), 'utf8')) as Tree;
}

/** Keys that the sources name in full; those put together at run time are covered by their statuses' types. */
function usedKeys(): string[] {
  const files = readdirSync(join(CLIENT, 'src/app'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.(html|ts)$/.test(file) && !file.includes('.spec'))
    .flatMap((file) => {
      const source = readFileSync(join(CLIENT, 'src/app', file), 'utf8');
      return [...source.matchAll(/\b(?:t|translate)\(\s*'([\w.-]+\w)'/g)].map((match) => match[1] ?? '');
    });
}

describe('translations', () => {
  const zh = keysOf(translation('zh'));

  it('say the same things in both languages', () => {
    expect(keysOf(translation('en'))).toEqual(zh);
  });

  it('have words for every key that the page names', () => {
    const used = usedKeys();
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter((key) => !zh.includes(key))).toEqual([]);
  });
});
