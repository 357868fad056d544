import { estimate } from './estimate';
import { defaultDraft, inLanguage, restoredDraft, toRequest } from './profile-draft';
import { OPTIONS } from '../testing/profile-options';

describe('inLanguage', () => {
  it('says the example in the reader’s language, as long as it is the example', () => {
    const draft = { ...defaultDraft(OPTIONS, 'zh'), concurrency: 7 };
    const { character_name, basic_info } = OPTIONS.example.en;
    const expected = { ...draft, characterName: character_name, basicInfo: basic_info, language: 'en' };
    expect(inLanguage(draft, OPTIONS, 'en')).toEqual(expected);
    expect(inLanguage(inLanguage(draft, OPTIONS, 'en'), OPTIONS, 'zh')).toEqual(draft);
  });

  it('leaves what somebody has written', () => {
    const draft = { ...defaultDraft(OPTIONS, 'zh'), basicInfo: '四十岁，守塔人。' };
    expect(inLanguage(draft, OPTIONS, 'en')).toBe(draft);
  });
});

describe('restoredDraft', () => {
  it('speaks the language of the reader on a first visit', () => {
    expect(restoredDraft(null, OPTIONS, 'en')).toMatchObject({
      language: 'en',
      characterName: OPTIONS.example.en.character_name,
    });
  });

  it('begins with the server’s example on a first visit', () => {
    expect(restoredDraft(null, OPTIONS, 'zh')).toEqual(defaultDraft(OPTIONS, 'zh'));
    expect(defaultDraft(OPTIONS, 'zh')).toMatchObject({
      characterName: '沈知微',
      provider: 'offline',
      model: 'sample',
    });
  });

  it('keeps what was typed and forgets what the server no longer knows', () => {
    const stored = {
      characterName: '林',
      categories: ['looks', 'gone'],
      provider: 'gone',
      model: 'x',
      tokenCap: 5_000,
    };

    expect(restoredDraft(stored, OPTIONS, 'zh')).toMatchObject({
      characterName: '林',
      categories: ['looks'],
      provider: 'offline',
      model: 'sample',
      tokenCap: 5_000,
    });
  });

  it('survives storage that holds something else', () => {
    expect(restoredDraft({ characterName: 7, categories: 'all' }, OPTIONS, 'zh')).toEqual(
      defaultDraft(OPTIONS, 'zh'),
    );
  });
});

describe('toRequest', () => {
  it('trims texts, orders categories as the template does, and leaves out what is not set', () => {
    const draft = { ...defaultDraft(OPTIONS, 'zh'), characterName: ' 林 ', categories: ['looks', 'basic'] };

    expect(toRequest(draft, OPTIONS)).toEqual({
      character_name: '林',
      basic_info: '27 岁',
      selected_categories: ['basic', 'looks'],
      selected_collections: [],
      llm_provider: 'offline',
      model_name: 'sample',
      temperature: 0.8,
      language: 'zh',
      concurrency: 4,
      review: true,
    });
  });
});

describe('estimate', () => {
  it('counts items, calls, tokens, time, and the cost where prices are known', () => {
    const draft = {
      ...defaultDraft(OPTIONS, 'zh'),
      categories: ['basic', 'looks'],
      provider: 'real',
      model: 'large',
    };

    expect(estimate(draft, OPTIONS)).toEqual({
      items: 5,
      // Five items, the facts, and two categories that are read.
      calls: 8,
      tokens: 12_000,
      duration: 30_000,
      cost: { amount: (8_000 * 2 + 4_000 * 8) / 1_000_000, currency: 'USD' },
    });
  });

  it('is nothing without categories, and has no cost without prices', () => {
    const draft = { ...defaultDraft(OPTIONS, 'zh'), categories: [] };

    expect(estimate(draft, OPTIONS)).toEqual({ items: 0, calls: 0, tokens: 0, duration: 0 });
  });
});
