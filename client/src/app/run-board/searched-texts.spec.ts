import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { SnapshotMessage } from '../api/types';
import { SessionState } from '../chat/session-state';
import { MarkdownEngine } from '../markdown/markdown-engine';
import { MarkdownParser } from '../markdown/markdown-parser';
import { HitFinder } from '../search/find-hits';
import { portalWords, speak } from '../testing/portal-words';
import { aDocument, anItem } from '../testing/session-documents';
import { laneTexts, profileTexts, recordTexts, type Shown } from './searched-texts';
import { ShownWords } from './shown-words';

const TEXTS: Record<string, string> = {
  canon: '{"name": "沈知微", "gender": "female", "parents": {"father": "沈默"}}',
  eyes: '她**很冷**，但[书店](https://example.com)里暖。',
  hair: '短发',
};

function setup({ parser = new MarkdownParser() as MarkdownParser | null } = {}) {
  const engine = { parser: signal(parser) };
  TestBed.configureTestingModule({
    imports: [portalWords],
    providers: [{ provide: MarkdownEngine, useValue: engine }],
  });
  speak('zh');
  const state = new SessionState();
  const items = {
    canon: anItem('done', { category: null, chosen: 1, title: { zh: '设定', en: 'Facts' } }),
    eyes: anItem('done', { chosen: 1, title: { zh: '眼睛', en: 'Eyes' } }),
    hair: anItem('writing', { attempt: 2, title: { zh: '头发', en: 'Hair' } }),
  };
  const messages = Object.entries(TEXTS).map(([step, text]): SnapshotMessage => ({
    id: `${step}.1`,
    role: 'assistant',
    step,
    attempt: 1,
    text,
    status: 'complete',
  }));
  state.restore({ seq: 1, state: aDocument(items), messages, activities: [] });
  const words = TestBed.inject(ShownWords);
  const shown = { category: null, language: 'zh' as const };
  const record = (change: Partial<Shown> = {}) => recordTexts(state, { ...shown, ...change }, words.inRecord);
  return {
    engine,
    record,
    lanes: () =>
      laneTexts(state, shown, words.inLane).map(({ step, title, blocks }) => ({
        step,
        title,
        blocks: blocks(),
      })),
    state,
    profile: () => profileTexts(state, null, words.inProfile),
    found: (wanted: string) => new HitFinder().find(record(), wanted).map(({ step }) => step),
  };
}

describe('recordTexts', () => {
  it('has the facts in the words in which they are shown', () => {
    const { found } = setup();
    expect(found('女')).toEqual(['canon']);
    expect(found('性别')).toEqual(['canon']);
    expect(found('沈默')).toEqual(['canon']);
    for (const source of ['gender', 'female', '{', '"', 'father']) expect(found(source)).toEqual([]);
  });

  it('has them in the language of the portal', () => {
    const { found } = setup();
    speak('en');
    expect(found('gender')).toEqual(['canon']);
    expect(found('性别')).toEqual([]);
  });

  it('has texts as they are read, without marks and addresses', () => {
    const { found } = setup();
    expect(found('她很冷，但书店')).toEqual(['eyes']);
    for (const source of ['**', '](', 'example']) expect(found(source)).toEqual([]);
  });

  it('has what is shown until the parser has come, and what it makes of it then', () => {
    const { engine, found } = setup({ parser: null });
    expect(found('**')).toEqual(['eyes', 'eyes']);
    engine.parser.set(new MarkdownParser());
    expect(found('**')).toEqual([]);
  });

  it('has only what counts, in the category that is shown', () => {
    const { record } = setup();
    const steps = (change?: Partial<Shown>) => record(change).map(({ step }) => step);
    expect(steps()).toEqual(['canon', 'eyes']);
    expect(steps({ category: 'basic' })).toEqual(['eyes']);
  });

  it('reads a text once', () => {
    const { record } = setup();
    const again = record();
    record().forEach(({ blocks }, index) => expect(blocks).toBe(again[index]!.blocks));
  });
});

describe('laneTexts', () => {
  it('has what stands of a text, also where nobody sees it typed', () => {
    const { lanes, state } = setup();
    expect(lanes()).toEqual([{ step: 'hair', title: '头发', blocks: [] }]);
    const events = { messageId: 'hair.2', metadata: { step: 'hair', attempt: 2 } };
    state.apply({ ...events, type: 'TEXT_MESSAGE_START' });
    state.apply({ ...events, type: 'TEXT_MESSAGE_CONTENT', delta: '她**很' });
    expect(lanes()).toEqual([{ step: 'hair', title: '头发', blocks: ['她很'] }]);
  });
});

describe('profileTexts', () => {
  it('has the items of all chapters, as they are read', () => {
    const { profile } = setup();
    expect(profile()).toEqual([{ step: 'eyes', title: '眼睛', blocks: ['她很冷，但书店里暖。'] }]);
  });
});
