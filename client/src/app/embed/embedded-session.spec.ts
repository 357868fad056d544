import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ApplicationRef, ɵSHARED_STYLES_HOST as SHARED_STYLES_HOST } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { jest } from '@jest/globals';
import { ForeignOrigin } from '../api/api-origin';
import type { ItemState } from '../api/run-state';
import { SessionView } from '../chat/session-view';
import { BrowserConnectionPorts } from '../stream/browser-connection-ports';
import { ScriptedConnectionPorts } from '../testing/scripted-connection-ports';
import { aDocument, anItem } from '../testing/session-documents';
import { EmbedHost } from './embed-host';
import { embedProviders } from './embed-providers';
import { EmbeddedSession } from './embedded-session';

const ORIGIN = 'https://zzzero.example';
const ITEMS: Record<string, ItemState> = {
  a: anItem('writing', { title: { zh: '姓名', en: 'Name' } }),
  b: anItem('writing', { title: { zh: '身高', en: 'Height' } }),
  c: anItem('writing', { title: { zh: '头发', en: 'Hair' } }),
};

let application: ApplicationRef;

/** The inside of the element in a shadow root of a page, with a session that is being written. */
async function setup() {
  const ports = new ScriptedConnectionPorts();
  const host = new EmbedHost(() => undefined);
  host.set('lang', 'zh');
  const element = document.body.appendChild(document.createElement('div'));
  const shadow = element.attachShadow({ mode: 'open' });
  application = await createApplication({
    providers: [
      embedProviders(host, new ForeignOrigin(ORIGIN, null)),
      provideHttpClientTesting(),
      { provide: BrowserConnectionPorts, useValue: ports },
      // jsdom constructs no sheets.
      {
        provide: SHARED_STYLES_HOST,
        useValue: { addStyles() {}, removeStyles() {}, addHost() {}, removeHost() {} },
      },
    ],
  });
  application.bootstrap(EmbeddedSession, shadow.appendChild(document.createElement('div')));
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  host.set('session-id', 's');
  await pass(0);
  application.injector
    .get(HttpTestingController)
    .expectOne(`${ORIGIN}/api/sessions/s/snapshot`)
    .flush({ seq: 0, state: aDocument(ITEMS), messages: [], activities: [] });
  await pass(0);
  ports.pass(20);
  let seq = 0;
  const arrive = async (event: object) => {
    ports.last.say({ type: 'event', session: 's', event: { seq: ++seq, event } });
    application.injector.get(SessionView).resumeDisplay();
    await pass(0);
  };
  const patch = (path: string, value: unknown) =>
    arrive({ type: 'STATE_DELTA', delta: [{ op: 'add', path, value }] });
  return {
    pass,
    arrive,
    finish: (step: string) => patch(`/items/${step}/status`, 'done'),
    end: () => patch('/run/status', 'finished'),
    said: () => shadow.querySelector('[aria-live="polite"]')!.textContent,
  };
}

describe('EmbeddedSession', () => {
  beforeEach(() => jest.useFakeTimers());

  afterEach(() => {
    application.destroy();
    document.body.replaceChildren();
    jest.useRealTimers();
  });

  it('tells screen readers inside its shadow root what is finished, at most every 15 s', async () => {
    const { finish, pass, said } = await setup();
    expect(said()).toBe('');
    await finish('a');
    await pass(10);
    expect(said()).toContain('姓名');
    await finish('b');
    await pass(7_000);
    await finish('c');
    await pass(7_000);
    expect(said()).not.toMatch(/身高|头发/);
    await pass(1_000);
    expect(said()).toMatch(/身高.*头发/);
  });

  it('never reads out what is being written', async () => {
    const { arrive, pass, said } = await setup();
    const message = { messageId: 'a.1', metadata: { step: 'a', attempt: 1 } };
    await arrive({ type: 'TEXT_MESSAGE_START', ...message });
    for (const delta of ['她', '笑了']) await arrive({ type: 'TEXT_MESSAGE_CONTENT', ...message, delta });
    await pass(60_000);
    expect(said()).toBe('');
  });

  it('tells the end, and leaves the title of the page alone', async () => {
    document.title = 'Another portal';
    const { end, said } = await setup();
    await end();
    expect(said()).toBe('沈知微 已完成');
    expect(document.title).toBe('Another portal');
  });
});
