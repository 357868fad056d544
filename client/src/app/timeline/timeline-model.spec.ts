import type { ItemState } from '../api/run-state';
import { SessionState } from '../chat/session-state';
import { timelineBars } from './timeline-model';

const item = (name: string, attempt: number): ItemState => ({
  title: { zh: name, en: name },
  order: 0,
  phase: 'items',
  category: 'looks',
  status: 'writing',
  attempt,
  flags: [],
});

function setup() {
  const state = new SessionState();
  state.document.replace({
    categories: { looks: { title: { zh: '外貌', en: 'Looks' }, order: 0 } },
    items: { eyes: item('eyes', 2), hair: item('hair', 1), hands: item('hands', 1) },
  });
  const begin = (step: string, attempt: number, timestamp: number) =>
    state.apply({
      type: 'TEXT_MESSAGE_START',
      messageId: `${step}.${attempt}`,
      metadata: { step, attempt },
      timestamp,
    });
  const end = (step: string, attempt: number, timestamp: number, how: 'complete' | 'failed' = 'complete') =>
    state.apply({
      type: 'TEXT_MESSAGE_END',
      messageId: `${step}.${attempt}`,
      metadata: { end: how },
      timestamp,
    });
  return { state, begin, end };
}

describe('timelineBars', () => {
  it('draws what runs at the same time in different rows, and uses a row again', () => {
    const { state, begin, end } = setup();
    begin('eyes', 1, 1_000);
    begin('hair', 1, 1_100);
    end('eyes', 1, 2_000, 'failed');
    begin('eyes', 2, 2_500);
    end('hair', 1, 3_000);

    expect(
      timelineBars(state).map(({ step, attempt, kind, began, ended, lane }) => [
        `${step}.${attempt}`,
        kind,
        began,
        ended,
        lane,
      ]),
    ).toEqual([
      ['eyes.1', 'failed', 1_000, 2_000, 0],
      ['hair.1', 'done', 1_100, 3_000, 1],
      ['eyes.2', 'running', 2_500, null, 0],
    ]);
  });

  it('knows the tokens of an item’s latest attempt, and by the run’s prices what they cost', () => {
    const { state, begin, end } = setup();
    const usage = { inputTokens: 900, outputTokens: 100 };
    const told = (prices?: object) => {
      state.document.patch([
        { op: 'add', path: '/run', value: { prices } },
        { op: 'add', path: '/items/eyes/usage', value: usage },
      ]);
      return timelineBars(state).map(({ attempt, tokens, cost }) => [attempt, tokens, cost]);
    };
    begin('eyes', 1, 1_000);
    end('eyes', 1, 2_000, 'failed');
    begin('eyes', 2, 2_500);
    end('eyes', 2, 3_000);

    expect(told()).toEqual([
      [1, null, null],
      [2, 1_000, null],
    ]);
    expect(told({ input: 10, output: 20, currency: 'CNY' })).toEqual([
      [1, null, null],
      [2, 1_000, { amount: 0.011, currency: 'CNY' }],
    ]);
  });

  it('begins with the thinking, and says nothing of what a log does not tell the time of', () => {
    const { state } = setup();
    const origin = { metadata: { step: 'hands', attempt: 1 } };
    state.apply({ type: 'REASONING_MESSAGE_START', messageId: 'hands.1r', timestamp: 500, ...origin });
    state.apply({ type: 'REASONING_MESSAGE_END', messageId: 'hands.1r', timestamp: 700 });
    state.apply({ type: 'TEXT_MESSAGE_START', messageId: 'hands.1', timestamp: 701, ...origin });
    state.apply({ type: 'TEXT_MESSAGE_START', messageId: 'hair.1', metadata: { step: 'hair', attempt: 1 } });
    expect(timelineBars(state)).toMatchObject([{ step: 'hands', began: 500, ended: null }]);
  });
});
