import { toStreamEvent } from './stream-event';

describe('toStreamEvent', () => {
  it('takes what is whole', () => {
    const event = { type: 'TEXT_MESSAGE_CONTENT', messageId: 'a.1', delta: '雨' };
    expect(toStreamEvent(event)).toBe(event);
    expect(toStreamEvent({ type: 'STATE_DELTA', delta: [] })).not.toBeNull();
  });

  it.each([null, 7, 'RUN_STARTED', {}, { type: 7 }, { type: 'NEWER_THAN_THIS_PAGE' }, { type: 'toString' }])(
    'leaves alone what it does not know: %j',
    (value) => expect(toStreamEvent(value)).toBeNull(),
  );

  it.each([
    { type: 'TEXT_MESSAGE_CONTENT', messageId: 'a.1', delta: 7 },
    { type: 'REASONING_MESSAGE_START' },
    { type: 'STATE_DELTA', delta: { op: 'add' } },
    { type: 'STATE_SNAPSHOT', snapshot: null },
  ])('refuses what it knows and cannot use: %j', (value) =>
    expect(() => toStreamEvent(value)).toThrow(TypeError),
  );
});
