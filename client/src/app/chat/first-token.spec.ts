import type { SessionSnapshot } from '../api/types';
import { aDocument, anItem } from '../testing/session-documents';
import { firstTokenMs } from './first-token';
import { SessionState } from './session-state';

const STARTED_AT = 1_000_000;
const document = aDocument({ a: anItem('writing'), b: anItem('thinking') }, { startedAt: STARTED_AT });

function setup(run = document) {
  const state = new SessionState();
  state.apply({ type: 'STATE_SNAPSHOT', snapshot: run });
  return state;
}

describe('firstTokenMs', () => {
  it('goes from the start of the run to its first word, thought or written', () => {
    const state = setup();
    expect(firstTokenMs(state)).toBeNull();
    const begin = (type: 'REASONING_MESSAGE_START' | 'TEXT_MESSAGE_START', id: string, after: number) =>
      state.apply({
        type,
        messageId: id,
        metadata: { step: id[0], attempt: 1 },
        timestamp: STARTED_AT + after,
      });
    begin('REASONING_MESSAGE_START', 'a.1r', 840);
    expect(firstTokenMs(state)).toBe(840);
    begin('TEXT_MESSAGE_START', 'a.1', 2_000);
    begin('TEXT_MESSAGE_START', 'b.1', 900);
    expect(firstTokenMs(state)).toBe(840);
  });

  it('says the same to a page that is loaded later, and counts no word of an earlier run', () => {
    const message = { role: 'assistant' as const, text: '她', status: 'open' as const, attempt: 1 };
    const state = new SessionState();
    state.restore({
      state: document,
      messages: [
        { ...message, id: 'a.1', step: 'a', beganAt: STARTED_AT - 60_000 },
        { ...message, id: 'b.1', step: 'b', beganAt: STARTED_AT + 840 },
      ],
      activities: [],
    } as unknown as SessionSnapshot);
    expect(firstTokenMs(state)).toBe(840);
  });

  it('says nothing of a run that has not started', () => {
    expect(firstTokenMs(setup(aDocument({})))).toBeNull();
    expect(firstTokenMs(new SessionState())).toBeNull();
  });
});
