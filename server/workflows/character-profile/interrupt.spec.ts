import { EventType } from '@ag-ui/core';
import { ScriptedProvider } from '../../language-model/scripted/scripted-provider.js';
import { follow, get, post, type SseEvent } from '../../testing/api-client.js';
import { checkLog } from '../../testing/check-log.js';
import { startTestApplication, type TestApplication } from '../../testing/test-application.js';
import { until } from '../../testing/until.js';
import type { RunStateDocument } from '../../workflow/run-state.dto.js';

interface Started {
  session_id: string;
  run_id: string;
  code?: string;
}
interface Snapshot {
  state: RunStateDocument;
  messages: { id: string; text: string }[];
}

let provider: ScriptedProvider;
let test: TestApplication;

beforeEach(async () => {
  provider = await ScriptedProvider.start();
  test = await startTestApplication({
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_MODEL: 'scripted-model',
  });
});

afterEach(async () => {
  await test.close();
  await provider.stop();
});

const start = (more: object = {}) =>
  post<Started>(`${test.api}/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories: ['appearance'],
    confirm_canon: true,
    ...more,
  });
const act = (run: Started, what: string, body: object = {}) =>
  post<Started>(`${test.api}/runs/${run.run_id}/${what}`, body);
const snapshotOf = async (run: Started): Promise<Snapshot> =>
  (await get<Snapshot>(`${test.api}/sessions/${run.session_id}/snapshot`)).body;
const isEnding = ({ event }: SseEvent): boolean => event.type === EventType.RUN_FINISHED;
const streamOf = (run: Started): string => `${test.api}/sse/stream/${run.session_id}`;

async function interrupted(): Promise<Started> {
  const { body } = await start();
  await follow(streamOf(body), { enough: isEnding });
  return body;
}

describe('facts that are to be confirmed', () => {
  it('end the run with an interrupt; nothing else is asked, and the stream stays open for what comes', async () => {
    const run = await interrupted();
    expect(provider.calls.map(({ kind }) => kind)).toEqual(['canon']);
    const log = follow(streamOf(run));
    const { state } = await snapshotOf(run);
    expect(state.run).toMatchObject({ status: 'interrupted', awaits: 'canon' });
    expect(state.items['appearance.height']).toMatchObject({ status: 'waiting' });
    const next = await act(run, 'resume');
    expect(next.status).toBe(202);
    const events = await log;
    await checkLog(events);
    expect(events.filter(isEnding).map(({ event }) => event)).toMatchObject([
      { outcome: { type: 'interrupt', interrupts: [{ id: 'canon', reason: 'confirmation' }] } },
      { outcome: { type: 'success' } },
    ]);
    const started = events.filter(({ event }) => event.type === EventType.RUN_STARTED).at(-1)!;
    expect(started.event).toMatchObject({
      parentRunId: run.run_id,
      input: { resume: [{ interruptId: 'canon', status: 'resolved' }] },
    });
    expect(provider.callsOf('canon').length).toBe(1);
  });

  it('can be changed first: every item is written with what was changed', async () => {
    const run = await interrupted();
    const { messages } = await snapshotOf(run);
    const facts = JSON.parse(messages.find(({ id }) => id === 'canon.1')!.text) as Record<string, unknown>;
    const prompts: string[] = [];
    provider.always('item', (answer) => {
      prompts.push(JSON.stringify(answer.request.messages));
      return answer.play();
    });
    const text = JSON.stringify({ ...facts, home: '灯塔下的石屋' });
    const next = await act(run, 'resume', { text });
    const log = await follow(streamOf(next.body));
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ outcome: { type: 'success' } });
    expect(prompts.length).toBeGreaterThan(0);
    expect(prompts.every((prompt) => prompt.includes('灯塔下的石屋'))).toBe(true);
    expect(provider.callsOf('canon').length).toBe(1);
  });

  it('are refused clearly when they cannot be used, and the run waits on', async () => {
    const run = await interrupted();
    const wrong = await act(run, 'resume', { text: '{"name": "x"}' });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'validation_failed']);
    const other = await start({ session_id: run.session_id });
    expect([other.status, other.body.code]).toEqual([409, 'interrupt_pending']);
    const on = await act(run, 'continue');
    expect([on.status, on.body.code]).toEqual([409, 'interrupt_pending']);
    expect((await act(run, 'resume')).status).toBe(202);
    const again = await act(run, 'resume');
    expect([again.status, again.body.code]).toEqual([409, 'not_interrupted']);
  });

  it('can be abandoned: a stop ends the session, and a continuation waits for the confirmation again', async () => {
    const run = await interrupted();
    expect((await act(run, 'stop')).status).toBe(202);
    const log = await follow(streamOf(run));
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ outcome: { type: 'cancelled' } });
    expect(provider.calls.length).toBe(1);
    const { state } = await snapshotOf(run);
    const next = await act({ ...run, run_id: state.run.id }, 'continue');
    await until(async () => (await snapshotOf(run)).state.run.status === 'interrupted');
    await act(next.body, 'resume');
    const all = await follow(streamOf(run));
    await checkLog(all);
    expect(all.at(-1)!.event).toMatchObject({ outcome: { type: 'success' } });
  });
});
