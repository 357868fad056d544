import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository. */
const ROOT = join(import.meta.dirname, '../../../..');

export const SOURCES = join(ROOT, 'client/src/app');

export type Texts = { [key: string]: string | Texts };

/** All that the portal says in a language. */
export function texts(language: 'zh' | 'en'): Texts {
  return JSON.parse(readFileSync(join(ROOT, `client/public/i18n/${language}.json`), 'utf8')) as Texts;
}

/** By their full keys, `form.errors.nameRequired`. */
export function flatTexts(language: 'zh' | 'en'): Record<string, string> {
  return Object.fromEntries(flatten(texts(language)));
}

function flatten(tree: Texts, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

/** Every code of a refused request, as `server/problem/problem-code.ts` lists them. */
export function problemCodes(): string[] {
  const source = readFileSync(join(ROOT, 'server/problem/problem-code.ts'), 'utf8');
  const [, list = ''] = /PROBLEM_CODES = \[(.*?)\] as const/s.exec(source) ?? [];
  const codes = [...list.matchAll(/'(\w+)'/g)].map(([, code]) => code!);
  if (codes.length === 0) throw new Error('problem-code.ts does not list its codes as it did.');
  return codes;
}
