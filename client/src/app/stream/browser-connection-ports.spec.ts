import { provideHttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { settled } from '../testing/scripted-connection-ports';
import { BrowserConnectionPorts } from './browser-connection-ports';
import { Connection } from './connection';
import { DOZE_AFTER_MS } from './doze';

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

  it('says that nobody looks, and whether anybody did from the beginning', () => {
    const asked = jest.fn(unanswered);
    Object.assign(globalThis, { fetch: asked });
    look(true);
    TestBed.configureTestingModule({ providers: [provideHttpClient()] });
    const connection = new Connection(TestBed.inject(BrowserConnectionPorts), () => undefined, true);
    connection.follow(new Map([['s', 4]]));
    jest.advanceTimersByTime(JOIN_MS);
    expect([SilentEventSource.all.length, asked.mock.calls.length]).toEqual([0, 1]);
    expect(asked.mock.calls[0]![0]).toContain('hold=0');
    look(false);
    expect(SilentEventSource.all.map(({ readyState }) => readyState)).toEqual([0]);
    look(true);
    jest.advanceTimersByTime(DOZE_AFTER_MS);
    expect(SilentEventSource.all.at(-1)!.readyState).toBe(SilentEventSource.CLOSED);
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
});
