import { effect, Injector, runInInjectionContext } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { aDocument, anItem } from '../testing/session-documents';
import { SessionState } from './session-state';
import type { StreamEvent } from './stream-event';

const start = (messageId: string, step: string, attempt: number): StreamEvent => ({
  type: 'TEXT_MESSAGE_START',
  messageId,
  metadata: { step, attempt },
});
const content = (messageId: string, delta: string): StreamEvent => ({
  type: 'TEXT_MESSAGE_CONTENT',
  messageId,
  delta,
});
const end = (messageId: string, how: 'complete' | 'superseded' | 'failed'): StreamEvent => ({
  type: 'TEXT_MESSAGE_END',
  messageId,
  metadata: { end: how },
});
const reasoning = (messageId: string, step: string, attempt: number, text: string): StreamEvent[] => [
  { type: 'REASONING_MESSAGE_START', messageId, metadata: { step, attempt } },
  { type: 'REASONING_MESSAGE_CONTENT', messageId, delta: text },
  { type: 'REASONING_MESSAGE_END', messageId },
];

function setup(events: StreamEvent[] = []) {
  const state = new SessionState();
  state.apply({
    type: 'STATE_SNAPSHOT',
    snapshot: aDocument({ 'basic.name': anItem(), 'basic.age': anItem() }),
  });
  events.forEach((event) => state.apply(event));
  return state;
}

describe('SessionState', () => {
  it('knows what is looked up for an attempt before its first word, and after a reload', () => {
    const content = { queries: ['灯塔'], hits: [{ document: 'a.md', heading: '', text: '灯塔' }] };
    const told = { type: 'ACTIVITY_SNAPSHOT', messageId: 'basic.name.1a', activityType: 'RESEARCH' } as const;
    const state = setup([{ ...told, content, metadata: { step: 'basic.name', attempt: 1 } }]);
    expect(state.latest('basic.name')?.research()?.queries).toEqual(['灯塔']);
    const reloaded = new SessionState();
    reloaded.restore({
      seq: 2,
      state: aDocument({ 'basic.name': anItem() }),
      messages: [],
      activities: [{ id: 'basic.name.1a', step: 'basic.name', attempt: 1, type: 'RESEARCH', content }],
    });
    expect(reloaded.latest('basic.name')?.research()?.hits).toHaveLength(1);
    reloaded.apply({ ...told, content: { queries: 7 }, metadata: { step: 'basic.name', attempt: 1 } });
    expect(reloaded.latest('basic.name')?.research()).toBeNull();
  });

  it('adds deltas up to the text of the attempt, reasoning apart', () => {
    const state = setup([
      ...reasoning('basic.name.1r', 'basic.name', 1, '想一想'),
      start('basic.name.1', 'basic.name', 1),
      content('basic.name.1', '沈知'),
      content('basic.name.1', '微'),
    ]);

    const attempt = state.latest('basic.name');
    expect(attempt?.answer.text()).toBe('沈知微');
    expect(attempt?.reasoning.text()).toBe('想一想');
    expect(attempt?.open()).toBe(true);
    expect(state.closed()).toHaveLength(0);
  });

  it('does not take reasoning that ended well for the end of its attempt', () => {
    const state = setup(reasoning('basic.name.1r', 'basic.name', 1, '想'));

    expect(state.latest('basic.name')?.status()).toBe('open');
  });

  it('keeps the texts of interleaved messages apart', () => {
    const state = setup([
      start('basic.name.1', 'basic.name', 1),
      start('basic.age.1', 'basic.age', 1),
      content('basic.age.1', '27'),
      content('basic.name.1', '沈'),
      end('basic.age.1', 'complete'),
    ]);

    expect(state.latest('basic.name')?.answer.text()).toBe('沈');
    expect(state.latest('basic.age')?.answer.text()).toBe('27');
    expect(state.closed().map(({ id }) => id)).toEqual(['basic.age.1']);
  });

  it('labels an attempt superseded as soon as the next one begins, however it ended', () => {
    const state = setup([
      start('basic.name.1', 'basic.name', 1),
      content('basic.name.1', 'half'),
      end('basic.name.1', 'failed'),
      start('basic.name.2', 'basic.name', 2),
      content('basic.name.2', 'whole'),
      end('basic.name.2', 'complete'),
    ]);

    const [first, second] = state.closed();
    expect(first?.superseded()).toBe(true);
    expect(first?.accepted()).toBe(false);
    expect(second?.accepted()).toBe(true);
    expect(state.latest('basic.name')).toBe(second);
  });

  it('closes an attempt that had thought but not answered, as soon as the next one begins', () => {
    const state = setup([
      ...reasoning('basic.name.1r', 'basic.name', 1, '想'),
      start('basic.name.2', 'basic.name', 2),
    ]);

    expect(state.closed().map(({ id }) => id)).toEqual(['basic.name.1']);
  });

  it('patches one item and leaves the others alone', () => {
    const state = setup();
    const injector = TestBed.inject(Injector);
    let ageReads = 0;
    runInInjectionContext(injector, () =>
      effect(() => {
        state.document.items.get('basic.age');
        ageReads += 1;
      }),
    );
    TestBed.tick();

    state.apply({
      type: 'STATE_DELTA',
      delta: [
        { op: 'replace', path: '/items/basic.name/status', value: 'writing' },
        { op: 'add', path: '/run/usage/outputTokens', value: 42 },
        { op: 'add', path: '/artifacts/items~1a.md', value: { name: 'items/a.md' } },
      ],
    });
    TestBed.tick();

    expect(state.document.items.get('basic.name')?.status).toBe('writing');
    expect(state.document.run()?.usage.outputTokens).toBe(42);
    expect(state.document.artifacts.keys()).toEqual(['items/a.md']);
    expect(ageReads).toBe(1);
  });

  it('begins from a snapshot and goes on with the events after it', () => {
    const state = new SessionState();
    state.restore({
      seq: 9,
      activities: [],
      state: aDocument({
        'basic.name': anItem('done'),
        'basic.age': anItem('done'),
        'basic.job': anItem('writing'),
      }),
      messages: [
        {
          id: 'basic.name.1',
          role: 'assistant',
          step: 'basic.name',
          attempt: 1,
          text: 'a',
          status: 'complete',
          ended: 8,
        },
        {
          id: 'basic.age.1',
          role: 'assistant',
          step: 'basic.age',
          attempt: 1,
          text: 'b',
          status: 'complete',
          ended: 7,
        },
        {
          id: 'basic.job.1r',
          role: 'reasoning',
          step: 'basic.job',
          attempt: 1,
          text: 'hm',
          status: 'complete',
          ended: 5,
        },
        { id: 'basic.job.1', role: 'assistant', step: 'basic.job', attempt: 1, text: '修', status: 'open' },
      ],
    });
    state.apply(content('basic.job.1', '书'));

    expect(state.closed().map(({ step }) => step)).toEqual(['basic.age', 'basic.name']);
    expect(state.latest('basic.job')?.answer.text()).toBe('修书');
    expect(state.latest('basic.job')?.replayed).toBe(1);
  });

  it('holds an attempt against the last one before it that has a text', () => {
    const state = setup([
      start('basic.name.1', 'basic.name', 1),
      end('basic.name.1', 'failed'),
      ...reasoning('basic.name.2r', 'basic.name', 2, 'hm'),
      start('basic.name.3', 'basic.name', 3),
    ]);
    expect(state.earlierThan('basic.name', 3)).toBe(1);
    expect(state.earlierThan('basic.name', 1)).toBeUndefined();
    expect(state.earlierThan('basic.age', 2)).toBeUndefined();
  });

  it('tells the failure of the run until another run begins', () => {
    const state = setup([{ type: 'RUN_ERROR', message: 'no', code: 'provider_unauthorized' }]);
    expect(state.fault()).toEqual({ code: 'provider_unauthorized', message: 'no' });

    state.apply({ type: 'RUN_STARTED', threadId: 's', runId: 'r2' });
    expect(state.fault()).toBeNull();
  });
});
