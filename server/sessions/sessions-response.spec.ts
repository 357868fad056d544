import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Subject } from 'rxjs';
import type { DatabaseReport } from '../database/database-condition.js';
import type { StoredEvent } from '../events/stored-event.js';
import type { CursorVector } from './cursor-vector.js';
import { SessionsResponse } from './sessions-response.js';

let server: Server;

afterEach(() => server.close());

/** A viewer of session `s`, and of the others in the vector; `atRest` answers when the test says so. */
async function setup(
  holdSeconds?: number,
  cursors: CursorVector = new Map([['s', { seq: 0, resting: false }]]),
) {
  const events = new Subject<readonly StoredEvent[]>();
  let answer: (resting: boolean) => void = () => undefined;
  const asked = new Promise<boolean>((resolve) => (answer = resolve));
  const late: unknown[] = [];
  server = createServer((_, response) => {
    const write = response.write.bind(response) as (chunk: string | Buffer) => boolean;
    response.write = (chunk: string | Buffer) => {
      if (response.writableEnded) late.push(chunk);
      return write(chunk);
    };
    const viewer = new SessionsResponse(response, {
      heartbeat: 'event',
      maxBacklog: 1_000_000,
      spreadMs: () => 100,
      replica: 'web-2',
      database: new Subject<DatabaseReport>(),
      cursors,
      holdSeconds,
      atRest: () => asked,
    });
    if (viewer.open()) viewer.follow('s', events);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`);
  return { events, answer, response, late };
}

const event = (seq: number, type = 'STEP_STARTED'): StoredEvent => ({
  seq,
  at: new Date(),
  data: JSON.stringify({ type }),
});
const ending = (seq: number) => event(seq, 'RUN_FINISHED');

describe('SessionsResponse', () => {
  it('says nothing more once it has ended, whatever was still being looked up', async () => {
    const { events, answer, response, late } = await setup(5);
    events.next([ending(1)]);
    // The short answer ends while the database is asked whether the session rests.
    expect(await response.text()).toContain('"seq":1');
    answer(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(events.observed).toBe(false);
    expect(late).toEqual([]);
  });

  it('ends with a session that is deleted, so that the viewer asks anew', async () => {
    const { events, response } = await setup();
    events.complete();
    expect(await response.text()).toContain('event: heartbeat');
  });

  it('says with each event where the viewer is in all sessions, so that a cut within a batch costs nothing', async () => {
    const vector: CursorVector = new Map([
      ['r', { seq: 9, resting: true }],
      ['s', { seq: 0, resting: false }],
      ['t', { seq: 4, resting: false }],
    ]);
    const { events, response } = await setup(undefined, vector);
    events.next([event(1), event(2)]);
    events.complete();
    expect((await response.text()).match(/^id: .*\n(?=data: .*"seq")/gm)).toEqual([
      'id: r:9r,s:1,t:4\n',
      'id: r:9r,s:2,t:4\n',
    ]);
  });

  it('says nothing of a rest that the next run has ended already, and never moves the cursor back', async () => {
    const { events, answer, response } = await setup();
    events.next([ending(1)]);
    events.next([event(2, 'RUN_STARTED')]);
    answer(true);
    await new Promise((resolve) => setImmediate(resolve));
    events.complete();
    const text = await response.text();
    expect(text).not.toContain('event: rest');
    expect(text.match(/^id: .*$/gm)!.at(-1)).toBe('id: s:2');
  });

  it('tells of a rest after its events, and moves the cursor with them', async () => {
    const { events, answer, response } = await setup(5);
    answer(true);
    events.next([ending(1)]);
    const text = await response.text();
    expect(text.indexOf('"seq":1')).toBeLessThan(text.indexOf('event: rest'));
    expect(text).toContain('id: s:1\n');
    expect(text).toContain('event: rest\nid: s:1r\n');
  });
});
