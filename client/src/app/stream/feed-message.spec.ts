import { toFeedMessage } from './feed-message';

describe('toFeedMessage', () => {
  it('reads what the server says', () => {
    expect(toFeedMessage('message', '{"session_id":"s","seq":3,"event":{"type":"X"}}')).toEqual({
      type: 'event',
      session: 's',
      event: { seq: 3, event: { type: 'X' } },
    });
    expect(toFeedMessage('heartbeat', '{"cursor":"s:3","spread_ms":640,"replica":"web-2"}')).toEqual({
      type: 'beat',
      spreadMs: 640,
      replica: 'web-2',
    });
    // A server of before, while its successors take over one by one.
    expect(toFeedMessage('heartbeat', '{"cursor":"s:3"}')).toEqual({
      type: 'beat',
      spreadMs: null,
      replica: null,
    });
    expect(toFeedMessage('rest', '{"session_id":"s","seq":3}')).toEqual({
      type: 'rest',
      session: 's',
      seq: 3,
    });
    expect(toFeedMessage('database', '{"status":"read_only"}')).toEqual({
      type: 'database',
      trouble: 'read_only',
    });
  });

  it.each([
    ['message', '{"session_id":'],
    ['message', 'null'],
    ['message', '[]'],
    ['message', '{"seq":1}'],
    ['of a later server', '{"session_id":"s"}'],
  ])('is not led astray by %p %p', (type, data) => {
    expect(toFeedMessage(type, data)).toBeNull();
  });
});
