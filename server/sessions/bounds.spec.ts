import { once } from 'node:events';
import { connect } from 'node:net';
import { follow, get, post } from '../testing/api-client.js';
import { startTestApplication, type TestApplication } from '../testing/test-application.js';
import { until } from '../testing/until.js';
import { WorkflowsModule } from '../workflow/workflows.module.js';
import { Viewers } from './viewers.js';

let test: TestApplication;

beforeAll(async () => {
  const workflows = await WorkflowsModule.scan(new URL('../testing/workflows/', import.meta.url));
  test = await startTestApplication({ MAX_VIEWERS: '2', MAX_RUNS: '2', MAX_BACKLOG: '500000' }, [workflows]);
});

afterAll(() => test.close());

interface Started {
  session_id: string;
  run_id: string;
}

const start = (words: number) =>
  post<Started & { code: string }>(`${test.api}/workflow/errand_stream`, { what: 'x', words });

/** What a stream says until these words have come. */
async function readUntil(response: Response, words: string): Promise<string> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes(words)) break;
  }
  return text;
}

describe('bounds', () => {
  it('admits no viewer beyond the limit, and the next as soon as one has left', async () => {
    const { body } = await post<Started>(`${test.api}/sse/create_session`);
    const stream = `${test.api}/sse/stream/${body.session_id}`;
    const leave = new AbortController();
    const watch = (signal?: AbortSignal) => fetch(stream, { signal });
    const [first, second] = [await watch(leave.signal), await watch()];
    expect([first.status, second.status]).toEqual([200, 200]);
    const third = await get<{ code: string }>(stream);
    expect([third.status, third.body.code]).toEqual([429, 'too_many_viewers']);
    const poll = await get<{ code: string }>(`${test.api}/sessions/${body.session_id}/events?wait=1`);
    expect([poll.status, poll.body.code]).toEqual([429, 'too_many_viewers']);
    leave.abort();
    await until(async () => {
      const next = await watch();
      await next.body!.cancel();
      return next.status === 200;
    });
    await second.body!.cancel();
  });

  it('refuses a full session alone, and carries the others that are asked for with it', async () => {
    const full = (await post<Started>(`${test.api}/sse/create_session`)).body.session_id;
    const viewers = await Promise.all([1, 2].map(() => fetch(`${test.api}/sse/stream/${full}`)));
    const other = (await start(1)).body.session_id;
    const head = (await follow(`${test.api}/sse/stream/${other}`)).at(-1)!.seq;

    const streams = await fetch(`${test.api}/sse/streams?cursor=${full}:0,${other}:0`);
    expect(streams.status).toBe(200);
    const text = await readUntil(streams, `"session_id":"${other}","seq":${head}`);
    expect(text).toContain(`"session_id":"${full}","code":"too_many_viewers"`);
    await Promise.all(viewers.map((viewer) => viewer.body!.cancel()));
  });

  it('drops a viewer who does not read, and gives him everything when he comes back', async () => {
    const { body } = await post<Started>(`${test.api}/sse/create_session`);
    const stream = new URL(`${test.api}/sse/stream/${body.session_id}`);
    const lazy = connect(Number(stream.port), stream.hostname);
    lazy.write(`GET ${stream.pathname} HTTP/1.1\r\nHost: ${stream.host}\r\n\r\n`);
    lazy.pause();
    const gone = once(lazy, 'close');
    const viewers = test.app.get(Viewers);
    await until(() => viewers.count(body.session_id) === 1);
    const { session_id } = body;
    await post(`${test.api}/workflow/errand_stream`, { what: 'x', words: 1_000, bulk: 30_000, session_id });
    // The server lets go of him while the run is still going on.
    await until(() => viewers.count(body.session_id) === 0, 30_000);
    lazy.resume();
    await gone;
    const log = await follow(stream.href);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, n) => n + 1));
    expect(log.at(-1)!.event.type).toBe('RUN_FINISHED');
  }, 60_000);

  it('starts no run beyond the limit, and the next as soon as one has ended', async () => {
    const runs = [(await start(5_000)).body, (await start(5_000)).body];
    const refused = await start(1);
    expect([refused.status, refused.body.code]).toEqual([429, 'too_many_runs']);
    for (const { run_id, session_id } of runs) {
      await post(`${test.api}/runs/${run_id}/stop`);
      await follow(`${test.api}/sse/stream/${session_id}`);
    }
    const accepted = await start(1);
    expect(accepted.status).toBe(202);
    await follow(`${test.api}/sse/stream/${accepted.body.session_id}`);
  });
});
