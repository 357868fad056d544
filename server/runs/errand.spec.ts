import { EventType } from '@ag-ui/core';
import { follow, get, post, type SseEvent } from '../testing/api-client.js';
import { checkLog } from '../testing/check-log.js';
import { startTestApplication, type TestApplication } from '../testing/test-application.js';
import type { RunStateDocument } from '../workflow/run-state.dto.js';
import { WorkflowsModule } from '../workflow/workflows.module.js';

let test: TestApplication;

beforeAll(async () => {
  const workflows = await WorkflowsModule.scan(new URL('../testing/workflows/', import.meta.url));
  test = await startTestApplication({}, [workflows]);
});

afterAll(() => test.close());

interface Started {
  session_id: string;
  run_id: string;
}

async function start(body: object): Promise<Started> {
  const answer = await post<Started>(`${test.api}/workflow/errand_stream`, body);
  expect(answer.status).toBe(202);
  return answer.body;
}

const stream = ({ session_id }: Started): string => `${test.api}/sse/stream/${session_id}`;
const text = (log: readonly SseEvent[], id: string): string =>
  log
    .map(({ event }) =>
      event.type === EventType.TEXT_MESSAGE_CONTENT && event.messageId === id ? event.delta : '',
    )
    .join('');

describe('a workflow of three steps, in a folder of its own', () => {
  it('runs, streams and shows on the board', async () => {
    const started = await start({ what: 'bread' });
    const log = await follow(stream(started));
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
    expect(text(log, 'fetch.1')).toBe(Array.from({ length: 20 }, (_, n) => `step ${n} `).join(''));
    expect(text(log, 'tell.1')).toBe('Here is bread.');
    const { body } = await get<{ status: string; state: RunStateDocument }>(
      `${test.api}/runs/${started.run_id}`,
    );
    expect(body.status).toBe('finished');
    expect(body.state.items).toMatchObject({
      ask: { status: 'done', attempt: 1, category: null },
      fetch: { status: 'done', attempt: 1, category: 'way', usage: { outputTokens: 20 } },
      tell: { status: 'done' },
    });
    expect(body.state.phases).toMatchObject({ go: { status: 'done' } });
  });

  it('hands out its file, from the database and in the folder', async () => {
    const started = await start({ what: '../../面包' });
    await follow(stream(started));
    const response = await fetch(`${test.api}/sessions/${started.session_id}/artifacts/tale.txt`);
    expect(await response.text()).toBe('../../面包');
    expect(response.headers.get('content-disposition')).not.toMatch(/[/\\]|\.\.%2F/);
  });

  it('shows a failed attempt as superseded and writes the next', async () => {
    const started = await start({ what: 'milk', failures: 1, words: 3 });
    const log = await follow(stream(started));
    await checkLog(log);
    const ends = log.flatMap(({ event }) =>
      event.type === EventType.TEXT_MESSAGE_END ? [[event.messageId, event.metadata?.['end']]] : [],
    );
    expect(ends).toContainEqual(['fetch.1', 'superseded']);
    expect(ends).toContainEqual(['fetch.2', 'complete']);
  });

  it('goes on when an item fails for good, and a continued run writes only what is missing', async () => {
    const started = await start({ what: 'eggs', failures: 3, words: 1 });
    await follow(stream(started));
    const before = await get<{ state: RunStateDocument }>(`${test.api}/runs/${started.run_id}`);
    expect(before.body.state.items).toMatchObject({
      fetch: { status: 'failed', attempt: 3, error: { code: 'stumbled' } },
      tell: { status: 'done' },
    });
    const next = await post<Started>(`${test.api}/runs/${started.run_id}/continue`);
    expect(next.status).toBe(202);
    const log = await follow(stream(started));
    await checkLog(log);
    const asked = log.filter(
      ({ event }) => event.type === EventType.STEP_STARTED && event.stepName === 'ask',
    );
    expect(asked).toHaveLength(1);
  }, 20_000);

  it('stops with a proof, and nothing is said after "stopping"', async () => {
    const started = await start({ what: 'salt', words: 5_000 });
    await follow(stream(started), { enough: ({ event }) => event.type === EventType.TEXT_MESSAGE_CONTENT });
    expect((await post(`${test.api}/runs/${started.run_id}/stop`)).status).toBe(202);
    expect((await post(`${test.api}/runs/${started.run_id}/stop`)).status).toBe(202);
    const log = await follow(stream(started));
    await checkLog(log);
    const stopping = log.findIndex(
      ({ event }) =>
        event.type === EventType.STATE_DELTA && JSON.stringify(event.delta).includes('"stopping"'),
    );
    const after = log.slice(stopping + 1).map(({ event }) => event.type);
    expect(stopping).toBeGreaterThan(0);
    expect(after).not.toContain(EventType.TEXT_MESSAGE_CONTENT);
    expect(after).not.toContain(EventType.STEP_STARTED);
    expect(log.at(-1)!.event).toMatchObject({
      outcome: { type: 'cancelled' },
      metadata: {
        stop: {
          providerCallsAborted: 1,
          requestedAt: expect.any(String) as string,
          abortedAt: expect.any(String) as string,
        },
      },
    });
  });

  it('answers for an older run as it was left, and continues only the latest', async () => {
    const first = await start({ what: 'jam', failures: 3, words: 1 });
    await follow(stream(first));
    const second = await start({ what: 'tea', words: 1, session_id: first.session_id });
    await follow(stream(second));
    const older = await get<{ state: RunStateDocument }>(`${test.api}/runs/${first.run_id}`);
    expect(older.body.state).toMatchObject({
      run: { id: first.run_id, status: 'finished' },
      session: { title: 'jam' },
      items: { fetch: { status: 'failed' } },
    });
    const refused = await post<{ code: string }>(`${test.api}/runs/${first.run_id}/continue`);
    expect([refused.status, refused.body.code]).toEqual([409, 'run_superseded']);
  }, 20_000);

  it('stops one item and goes on with the others, which a continued run completes', async () => {
    const started = await start({ what: 'oil', words: 5_000 });
    const wrong = await post<{ code: string }>(`${test.api}/runs/${started.run_id}/items/nothing/stop`);
    expect([wrong.status, wrong.body.code]).toEqual([404, 'item_not_found']);
    await follow(stream(started), { enough: ({ event }) => event.type === EventType.TEXT_MESSAGE_CONTENT });
    for (let n = 0; n < 2; n++) {
      expect((await post(`${test.api}/runs/${started.run_id}/items/fetch/stop`)).status).toBe(202);
    }
    const log = await follow(stream(started));
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
    const { body } = await get<{ state: RunStateDocument }>(`${test.api}/runs/${started.run_id}`);
    expect(body.state.items).toMatchObject({ fetch: { status: 'stopped' }, tell: { status: 'done' } });
    expect(text(log, 'tell.1')).toBe('Here is nothing.');
  });

  it('refuses a second start while a run is active, and a cursor beyond the end', async () => {
    const started = await start({ what: 'rice', words: 5_000 });
    const { session_id } = started;
    const busy = await post<{ code: string }>(`${test.api}/workflow/errand_stream`, {
      what: 'x',
      session_id,
    });
    expect([busy.status, busy.body.code]).toEqual([409, 'session_busy']);
    const ahead = await get<{ code: string }>(`${stream(started)}?last_event_id=999999`);
    expect([ahead.status, ahead.body.code]).toEqual([409, 'cursor_ahead']);
    await post(`${test.api}/runs/${started.run_id}/stop`);
    await follow(stream(started));
  });

  it('keeps a stream open that was opened before the first run', async () => {
    const created = await post<{ session_id: string }>(`${test.api}/sse/create_session`);
    expect(created.status).toBe(201);
    const { session_id } = created.body;
    const seen = follow(`${test.api}/sse/stream/${session_id}`);
    await start({ what: 'tea', words: 1, session_id });
    await checkLog(await seen);
  });

  it('answers the same bytes to a viewer that disconnects at any point and resumes', async () => {
    const started = await start({ what: 'figs', words: 200 });
    const whole = await follow(stream(started));
    for (let n = 0; n < 20; n++) {
      const after = Math.floor((whole.length * n) / 20);
      expect(await follow(stream(started), { after })).toEqual(whole.slice(after));
    }
  });
});
