import { provideHttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { settled } from '../testing/scripted-connection-ports';
import { BrowserConnectionPorts } from './browser-connection-ports';
import { Connection } from './connection';
import type { SourceListener } from './connection-ports';

const JOIN_MS = 20;

/** jsdom has none. */
class SilentEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: SilentEventSource[] = [];
  onerror: (() => void) | null = null;
  readyState = 0;

  constructor(readonly url: string) {
    super();
    SilentEventSource.all.push(this);
  }

  close(): void {
    this.readyState = SilentEventSource.CLOSED;
  }
}

/** A request is under way until it is called off. */
function unanswered(_url: string, { signal }: { signal: AbortSignal }): Promise<Response> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
}

/** A connection of this page, cut off and about to come back. */
function setup() {
  TestBed.configureTestingModule({ providers: [provideHttpClient()] });
  const connection = new Connection(TestBed.inject(BrowserConnectionPorts), () => undefined);
  connection.follow(new Map([['s', 4]]));
  jest.advanceTimersByTime(JOIN_MS);
  SilentEventSource.all[0]!.onerror!();
  return { connection, open: () => SilentEventSource.all.filter(({ readyState }) => readyState === 0) };
}

let hidden = false;
const look = (away: boolean) => {
  hidden = away;
  document.dispatchEvent(new Event('visibilitychange'));
};
const pageshow = (persisted: boolean) =>
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));
const NEWS: readonly (readonly [string, () => void])[] = [
  ['the network is back', () => window.dispatchEvent(new Event('online'))],
  ['the reader looks at the page again', () => look(false)],
  ["the page comes back from the browser's cache", () => pageshow(true)],
];

describe('BrowserConnectionPorts', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    SilentEventSource.all = [];
    hidden = false;
    Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });
    Object.assign(globalThis, {
      EventSource: SilentEventSource,
      fetch: unanswered,
    });
  });

  afterEach(() => {
    jest.useRealTimers();
    Reflect.deleteProperty(document, 'hidden');
    Reflect.deleteProperty(globalThis, 'EventSource');
    Reflect.deleteProperty(globalThis, 'fetch');
  });

  it.each(NEWS)('lets a connection that was cut off come back at once when %s', (_, happen) => {
    const { connection, open } = setup();
    expect([connection.state().status, open()]).toEqual(['reconnecting', []]);
    happen();
    expect(open()).toHaveLength(1);
    expect(open()[0]!.url).toContain('cursor=s:4');
    connection.close();
  });

  it.each([
    ['it is looked at no more', () => look(true)],
    ['it is shown for the first time', () => pageshow(false)],
  ])('leaves a page alone when %s', (_, happen) => {
    const { connection, open } = setup();
    happen();
    expect(open()).toEqual([]);
    connection.close();
  });

  it('says when the device has no network', () => {
    const { connection } = setup();
    window.dispatchEvent(new Event('offline'));
    expect(connection.state().status).toBe('offline');
    connection.close();
  });

  it('listens to nothing once the connection is closed', async () => {
    const { connection, open } = setup();
    connection.close();
    for (const [, happen] of NEWS) happen();
    window.dispatchEvent(new Event('offline'));
    expect([connection.state().status, open()]).toEqual(['idle', []]);
    await settled();
    expect(jest.getTimerCount()).toBe(0);
  });

  describe('a stream', () => {
    const event = (seq: number) =>
      Object.assign(new Event('message'), { data: JSON.stringify({ session_id: 's', seq, event: {} }) });

    /** A stream that a reader listens to. */
    function listen() {
      TestBed.configureTestingModule({ providers: [provideHttpClient()] });
      const heard: unknown[] = [];
      const listener: SourceListener = {
        onMessage: (message) => void heard.push(message.type === 'event' ? message.event.seq : message.type),
        onEnd: ({ kind }) => void heard.push(kind),
      };
      const ports = TestBed.inject(BrowserConnectionPorts);
      const opened = ports.open('event-source', new Map([['s', { seq: 0, resting: false }]]), 0, listener);
      return { heard, listener, opened, source: SilentEventSource.all[0]! };
    }

    it('is handed on beat by beat, in order', () => {
      const { heard, source } = listen();
      source.dispatchEvent(event(1));
      source.dispatchEvent(event(2));
      expect(heard).toEqual([]);
      jest.advanceTimersByTime(100);
      expect(heard).toEqual([1, 2]);
    });

    it('is handed on as it comes while nobody looks', () => {
      const { heard, source } = listen();
      hidden = true;
      source.dispatchEvent(event(1));
      expect(heard).toEqual([1]);
    });

    it('says before its end all that it has brought', () => {
      const { heard, source } = listen();
      source.dispatchEvent(event(1));
      source.onerror!();
      expect(heard).toEqual([1, 'broken']);
    });

    it('says nothing more once it is closed, not even what waited', () => {
      const { heard, listener, opened, source } = listen();
      source.dispatchEvent(event(1));
      source.dispatchEvent(event(2));
      // In the middle of what is handed on.
      listener.onMessage = () => opened.close();
      const broken = source.onerror;
      jest.advanceTimersByTime(100);
      source.dispatchEvent(event(3));
      broken?.();
      jest.advanceTimersByTime(100);
      expect(heard).toEqual([]);
    });
  });
});
