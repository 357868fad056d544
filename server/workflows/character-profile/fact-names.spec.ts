import { readFileSync } from 'node:fs';
import { CANON_KEYS } from './canon.js';
import { FACT_NAMES, GENDERS } from './fact-names.js';

it('calls the facts in exports what the page calls them', () => {
  for (const language of ['zh', 'en'] as const) {
    const file = new URL(`../../../client/public/i18n/${language}.json`, import.meta.url);
    const { canon, genders } = JSON.parse(readFileSync(file, 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const here = Object.entries(FACT_NAMES).map(([key, name]) => [key, name[language]]);
    expect(Object.fromEntries(here)).toEqual(canon);
    expect(Object.fromEntries(Object.entries(GENDERS).map(([key, name]) => [key, name[language]]))).toEqual(
      genders,
    );
    expect(here.length).toBe(CANON_KEYS.texts.length + CANON_KEYS.integers.length);
  }
});
