import { jest } from '@jest/globals';
import type { SourceListener } from './connection-ports';
import { FrameInbox } from './frame-inbox';
import { readByBeat } from './read-by-beat';
import type { RawListener } from './sources';

/** A stream that somebody reads, and the beats of his page; it has said `0`. */
function listen() {
  const waiting = new Set<() => void>();
  const beat = {
    request: (listener: () => void) => void waiting.add(listener),
    cancel: (listener: () => void) => void waiting.delete(listener),
    still: false,
  };
  const heard: unknown[] = [];
  const listener: SourceListener = {
    onMessage: (message) => void heard.push(message.type === 'event' ? message.event.seq : message.type),
    onEnd: ({ kind }) => void heard.push(kind),
  };
  const close = jest.fn();
  let raw!: RawListener;
  const opened = readByBeat(
    (take) => new FrameInbox(beat, take),
    listener,
    (given) => {
      raw = given;
      return { close };
    },
  );
  const bring = (...seqs: number[]) => {
    for (const seq of seqs)
      raw.onEvent({ type: 'message', data: JSON.stringify({ session_id: 's', seq, event: {} }) });
  };
  bring(0);
  return {
    beat,
    close,
    heard,
    listener,
    opened,
    bring,
    end: () => raw.onEnd({ kind: 'broken' }),
    tick: () => [...waiting].forEach((each) => each()),
  };
}

describe('readByBeat', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('hands on at once its first sign of life', () => {
    expect(listen().heard).toEqual([0]);
  });

  it('hands on beat by beat, in order', () => {
    const { bring, heard, tick } = listen();
    bring(1, 2);
    expect(heard).toEqual([0]);
    tick();
    expect(heard).toEqual([0, 1, 2]);
    bring(3);
    tick();
    expect(heard).toEqual([0, 1, 2, 3]);
  });

  it('hands on as it comes what comes while nobody looks', () => {
    const { beat, bring, heard } = listen();
    beat.still = true;
    bring(1);
    expect(heard).toEqual([0, 1]);
  });

  it('says before the end all that has come', () => {
    const { bring, end, heard } = listen();
    bring(1, 2);
    end();
    expect(heard).toEqual([0, 1, 2, 'broken']);
  });

  it('says nothing once it is closed, in the middle of what is handed on too', () => {
    const { bring, close, end, heard, listener, opened, tick } = listen();
    bring(1, 2);
    listener.onMessage = () => {
      heard.push('closes');
      opened.close();
    };
    tick();
    bring(3);
    end();
    tick();
    jest.advanceTimersByTime(1_000);
    expect([heard, close.mock.calls.length]).toEqual([[0, 'closes'], 1]);
  });

  it('says nothing of an end in which it was closed', () => {
    const { bring, end, heard, listener, opened } = listen();
    bring(1);
    listener.onMessage = () => opened.close();
    end();
    expect(heard).toEqual([0]);
  });
});
