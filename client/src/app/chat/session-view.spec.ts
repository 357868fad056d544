import { jest } from '@jest/globals';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ErrorHandler } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { BrowserConnectionPorts } from '../stream/browser-connection-ports';
import { TAB_GROUP_NAME } from '../stream/portal-feed';
import { ScriptedConnectionPorts, settled } from '../testing/scripted-connection-ports';
import { aDocument, anItem } from '../testing/session-documents';
import { SessionView } from './session-view';
import type { StreamEvent } from './stream-event';

/** About the first pause before a session is loaded again, ms. */
const RETRY_MS = 2_000;
const ID = 'basic.name.1';

const BEGINNING: StreamEvent = {
  type: 'TEXT_MESSAGE_START',
  messageId: ID,
  metadata: { step: 'basic.name' },
};
const content = (delta: string): StreamEvent => ({ type: 'TEXT_MESSAGE_CONTENT', messageId: ID, delta });
/** No page can read it. */
const NONSENSE = { type: 'STATE_DELTA', delta: 'nonsense' };

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

/** A session that is shown up to its second event. */
async function setup() {
  jest.useFakeTimers();
  jest.spyOn(Math, 'random').mockReturnValue(0.5);
  const ports = new ScriptedConnectionPorts();
  const faults: unknown[] = [];
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      { provide: BrowserConnectionPorts, useValue: ports },
      { provide: TAB_GROUP_NAME, useValue: null },
      { provide: ErrorHandler, useValue: { handleError: (fault: unknown) => faults.push(fault) } },
    ],
  });
  const http = TestBed.inject(HttpTestingController);
  const view = TestBed.inject(SessionView);
  const snapshots = () => http.match('/api/sessions/s/snapshot');
  const restore = async (requests: ReturnType<typeof snapshots>, seq: number, text: string) => {
    const message = { id: ID, role: 'assistant', step: 'basic.name', attempt: 1, status: 'open', text };
    const state = aDocument({ 'basic.name': anItem('writing') });
    for (const each of requests) each.flush({ seq, state, messages: [message], activities: [] });
    await settled();
    ports.pass(20);
  };
  void view.open('s');
  await restore(snapshots(), 2, 'a');
  const arrive = (after: number, ...events: unknown[]) =>
    ports.last.say(
      ...events.map((event, n) => ({
        type: 'event' as const,
        session: 's',
        event: { seq: after + n + 1, event },
      })),
    );
  return {
    ports,
    view,
    faults,
    snapshots,
    restore,
    arrive,
    text: () => view.state().latest('basic.name')!.answer.text(),
  };
}

describe('SessionView', () => {
  it('is loaded again soon, however many events came that it could not take', async () => {
    const { view, ports, arrive, faults, snapshots, restore, text } = await setup();
    arrive(2, ...Array.from({ length: 30 }, () => NONSENSE));
    expect(faults).toHaveLength(1);
    // A command was accepted meanwhile.
    view.stream.resume(view.stream.cursor());
    ports.pass(20);
    arrive(view.stream.cursor(), NONSENSE);
    jest.advanceTimersByTime(RETRY_MS);
    expect(faults).toHaveLength(2);
    const again = snapshots();
    expect(again).toHaveLength(1);
    await restore(again, 32, 'ab');
    expect(text()).toBe('ab');
  });

  it('is loaded again soon, however many of those were held while the display stood still', async () => {
    const { view, arrive, faults, snapshots } = await setup();
    view.pauseDisplay();
    // Read as events, they do not fit what is shown.
    jest.spyOn(view.state(), 'apply').mockImplementation(() => {
      throw new Error('does not fit');
    });
    arrive(2, BEGINNING, content('b'), BEGINNING);
    view.resumeDisplay();
    expect(faults).toHaveLength(1);
    jest.advanceTimersByTime(RETRY_MS);
    expect(snapshots()).toHaveLength(1);
  });

  it('does not apply again, once loaded, what was held', async () => {
    const { view, ports, arrive, snapshots, restore, text } = await setup();
    arrive(2, NONSENSE);
    jest.advanceTimersByTime(RETRY_MS);
    const again = snapshots();
    // A command is accepted while the snapshot is on its way: the stream goes on where it was.
    view.stream.resume(view.stream.cursor());
    ports.pass(20);
    view.pauseDisplay();
    arrive(3, content('b'));
    expect(view.stream.cursor()).toBe(4);
    await restore(again, 4, 'ab');
    view.resumeDisplay();
    expect(text()).toBe('ab');
  });
});
