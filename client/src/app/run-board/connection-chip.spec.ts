import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatSnackBar } from '@angular/material/snack-bar';
import { jest } from '@jest/globals';
import { TranslocoTestingModule } from '@jsverse/transloco';
import zh from '../../../public/i18n/zh.json' with { type: 'json' };
import { SessionView } from '../chat/session-view';
import { Clock } from '../shared/clock';
import { BrowserConnectionPorts } from '../stream/browser-connection-ports';
import { ScriptedConnectionPorts, settled } from '../testing/scripted-connection-ports';
import { aDocument, anItem } from '../testing/session-documents';
import { ConnectionChip } from './connection-chip';

const STARTED_AT = 1_000_000;

/** The chip knows a click outside by its own element. */
@Component({ selector: 'app-bar', imports: [ConnectionChip], template: '<app-connection-chip />' })
class Bar {}

/** The panel of a session that is being written, opened. */
async function setup() {
  const ports = new ScriptedConnectionPorts();
  const now = signal(0);
  const copied: string[] = [];
  const clipboard = { writeText: (text: string) => Promise.resolve(copied.push(text)) };
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  // All that arrives here arrives in the same moment.
  jest.spyOn(Date, 'now').mockReturnValue(STARTED_AT);
  TestBed.configureTestingModule({
    imports: [
      TranslocoTestingModule.forRoot({
        langs: { zh },
        translocoConfig: { availableLangs: ['zh'], defaultLang: 'zh' },
      }),
    ],
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      { provide: BrowserConnectionPorts, useValue: ports },
      { provide: Clock, useValue: { now } },
      { provide: MatSnackBar, useValue: { open: () => undefined } },
    ],
  });
  const view = TestBed.inject(SessionView);
  const opening = view.open('s');
  TestBed.inject(HttpTestingController)
    .expectOne('/api/sessions/s/snapshot')
    .flush({
      seq: 4,
      state: aDocument({ a: anItem('writing') }, { startedAt: STARTED_AT }),
      messages: [],
      activities: [],
    });
  await opening;
  ports.pass(20);
  ports.last.beat();
  const fixture = TestBed.createComponent(Bar);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const find = (id: string) => page.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  find('connection')!.click();
  await fixture.whenStable();
  let seq = 4;
  return {
    view,
    read: (id: string) => find(id)?.textContent?.trim(),
    /** What comes is in the state at once. */
    arrive: (...events: object[]) => {
      for (const event of events)
        ports.last.say({ type: 'event', session: 's', event: { seq: ++seq, event } });
    },
    /** The panel looks again. */
    look: async () => {
      now.update((time) => time + 1);
      await fixture.whenStable();
    },
    copy: async () => {
      find('copy-connection')!.click();
      await settled();
      return JSON.parse(copied.at(-1)!) as Record<string, unknown>;
    },
  };
}

const START = {
  type: 'TEXT_MESSAGE_START',
  messageId: 'a.1',
  metadata: { step: 'a', attempt: 1 },
  timestamp: STARTED_AT + 840,
};
const tokens = (count: number) =>
  Array.from({ length: count }, () => ({
    type: 'TEXT_MESSAGE_CONTENT',
    messageId: 'a.1',
    delta: '写了三个字',
  }));

describe('ConnectionChip', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('shows who answers, how far the session is, how fast tokens come and how soon the first came', async () => {
    const { view, arrive, look, read } = await setup();
    expect([read('replica'), read('sequence'), read('first-token')]).toEqual(['web-1', '4', undefined]);
    arrive(START, ...tokens(20));
    view.resumeDisplay();
    await look();

    expect([read('replica'), read('sequence')]).toEqual(['web-1', '25']);
    expect([read('token-rate'), read('first-token')]).toEqual(['4 词元/秒', '840 毫秒']);
  });

  it('counts a token when it arrives, and not again when a paused display shows it', async () => {
    const { view, arrive, look, read } = await setup();
    view.pauseDisplay();
    arrive(START, ...tokens(20));
    view.resumeDisplay();
    await look();
    expect(read('token-rate')).toBe('4 词元/秒');
    expect(view.state().latest('a')?.answer.text()).toHaveLength(100);
  });

  it('copies what it shows, and what support asks for besides', async () => {
    const { view, arrive, look, copy } = await setup();
    arrive(START, ...tokens(20));
    view.resumeDisplay();
    await look();

    expect(await copy()).toEqual({
      session: 's',
      run: 'r',
      status: 'live',
      transport: 'event-source',
      finding: null,
      cutAfterMs: null,
      database: null,
      replica: 'web-1',
      role: 'alone',
      sequence: 25,
      tokensPerSecond: 4,
      firstTokenMs: 840,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });
});
