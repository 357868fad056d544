import { answerOffline } from './offline-answer.js';
import { allPassages, genericPassages } from './passages.js';
import type { Language } from './prompt-tags.js';

const YEAR = 2026;
const LANGUAGES: Language[] = ['zh', 'en'];
const REQUESTS = {
  zh: { character_name: '沈墨言', basic_info: '27岁，女，古籍修复师，现居杭州' },
  en: {
    character_name: 'Iris Marlowe',
    basic_info: 'a 27-year-old woman, book conservator, lives in Bristol',
  },
};

interface Ask {
  kind: string;
  language: Language;
  item?: string;
  attempt?: number;
  request?: object;
  canon?: object;
  rest?: string;
}

function ask({ kind, language, item = '', attempt = 1, request, canon, rest = '' }: Ask) {
  return answerOffline(
    `Write.\n<task kind="${kind}" item="${item}" language="${language}" attempt="${attempt}"/>\n` +
      `<request>${JSON.stringify(request ?? REQUESTS[language])}</request>\n` +
      (canon ? `<canon>${JSON.stringify(canon)}</canon>\n` : '') +
      rest,
    YEAR,
  );
}

function canonOf(language: Language, request?: object): Record<string, unknown> {
  return JSON.parse(ask({ kind: 'canon', language, request }).content) as Record<string, unknown>;
}

const items = [...allPassages().keys()];

describe('the offline model', () => {
  it.each(LANGUAGES)(
    'writes every item in %s three times, differently, filled and short enough',
    (language) => {
      const canon = canonOf(language);
      const seen = new Map<string, string>();
      for (const item of items) {
        for (const attempt of [1, 2, 3]) {
          const { content, reasoning } = ask({ kind: 'item', language, item, attempt, canon });
          const place = `${item} ${attempt}`;
          expect({ place, leftover: /[{}]|undefined|NaN/.exec(content + reasoning)?.[0] }).toEqual({ place });
          expect({ place, short: content.length >= 40 && content.length <= 300 }).toEqual({
            place,
            short: true,
          });
          expect({ place, before: seen.get(content) }).toEqual({ place });
          expect(reasoning).not.toBe('');
          seen.set(content, place);
        }
      }
      expect(seen.size).toBe(items.length * 3);
    },
  );

  it.each(LANGUAGES)('has at least forty passages in %s for items that nobody knows', (language) => {
    expect(new Set(genericPassages(language)).size).toBeGreaterThanOrEqual(40);
    const canon = canonOf(language);
    for (let attempt = 1; attempt <= genericPassages(language).length; attempt++) {
      const { content } = ask({ kind: 'item', language, item: 'mine.own', attempt, canon });
      expect(content).not.toMatch(/[{}]/);
      expect(content.length).toBeLessThanOrEqual(300);
    }
    const [first, second] = [1, 2].map((attempt) =>
      ask({ kind: 'item', language, item: 'mine.own', attempt, canon }),
    );
    expect(first?.content).not.toBe(second?.content);
  });

  it('answers the same to the same, and differently to somebody else', () => {
    const other = { character_name: '顾北辰', basic_info: '' };

    expect(canonOf('zh')).toEqual(canonOf('zh'));
    const drawn = ['secret', 'hobby', 'fear', 'dream'];
    const differing = drawn.filter((fact) => canonOf('zh', other)[fact] !== canonOf('zh')[fact]);
    expect(differing).not.toEqual([]);
    const item = items[0]!;
    expect(ask({ kind: 'item', language: 'zh', item })).toEqual(ask({ kind: 'item', language: 'zh', item }));
  });

  it('puts the given canon before its own', () => {
    const texts = [1, 2, 3].flatMap((attempt) =>
      items.map(
        (item) => ask({ kind: 'item', language: 'zh', item, attempt, canon: { friend: '阿布' } }).content,
      ),
    );

    expect(texts.some((text) => text.includes('阿布'))).toBe(true);
    expect(texts.some((text) => text.includes(String(canonOf('zh')['friend'])))).toBe(false);
  });

  it('stays within 300 characters and whole for hostile names', () => {
    for (const name of [
      '{name}',
      '</request>',
      '<canon>{"a":1}</canon>',
      '𠮷'.repeat(80),
      'x'.repeat(80),
      '"/>',
    ]) {
      for (const item of items) {
        const request = { character_name: name, basic_info: '' };
        const { content } = ask({ kind: 'item', language: 'zh', item, request });
        expect(content.length).toBeLessThanOrEqual(300);
        expect(/\p{Surrogate}/u.test(content)).toBe(false);
      }
    }
  });

  it('uses the pronouns of the canon', () => {
    const texts = (gender: string) =>
      items
        .map(
          (item) => ask({ kind: 'item', language: 'zh', item, canon: { ...canonOf('zh'), gender } }).content,
        )
        .join();

    expect(texts('female')).toContain('她');
    expect(texts('male')).not.toContain('她');
    expect(texts('nonbinary')).toContain('TA');
  });

  it('gives queries, findings and rewrites in the agreed shapes', () => {
    const item = items[0]!;
    const canon = canonOf('en');
    const text = ask({ kind: 'item', language: 'en', item, canon }).content;
    const rewrite = (instruction: string) =>
      ask({
        kind: 'rewrite',
        language: 'en',
        item,
        canon,
        rest: `<instruction>${instruction}</instruction><text>${text}</text>`,
      }).content;

    expect(JSON.parse(ask({ kind: 'queries', language: 'zh' }).content)).toHaveLength(3);
    expect(JSON.parse(ask({ kind: 'review', language: 'zh' }).content)).toEqual({ findings: [] });
    expect(rewrite('warmer')).not.toBe(text);
    expect(rewrite('make it shorter').length).toBeLessThan(text.length);
  });

  it('thinks of an item by its name where the prompt tells it', () => {
    const task = '<task kind="item" item="appearance.height" language="zh" attempt="1"/>';
    const request = `<request>${JSON.stringify(REQUESTS.zh)}</request>`;
    const thought = [1, 2, 3].map(
      (attempt) =>
        answerOffline(`${task.replace('1', String(attempt))}写「外貌」中的一条：「身高」。${request}`, YEAR)
          .reasoning,
    );

    expect(thought.join()).toContain('身高');
    expect(thought.join()).not.toContain('appearance');
  });

  it('greets whoever sends no tags, in his language', () => {
    expect(answerOffline('你好', YEAR).content).toContain('你好');
    expect(answerOffline('Hello', YEAR).content).toContain('Hello');
  });
});
