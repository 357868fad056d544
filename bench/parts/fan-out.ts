import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../e2e/support/free-port.js';
import type { Part, Report } from '../part.js';
import { collectGarbage } from '../support/collect-garbage.js';
import { MARK, openViewers } from '../support/counting-viewer.js';
import { delta, EventSource } from '../support/event-source.js';
import { NodeProgram } from '../support/node-program.js';
import { cpuSeconds, memoryOf } from '../support/process-cost.js';
import { System } from '../support/system.js';

const VIEWERS = 1_000;
const IDLE_VIEWERS = 5_000;
const TEXT = `沈知微把灯调暗${MARK}`;

/** Who broadcasts, and how it is told to. */
interface Broadcaster {
  url: string;
  pid: number;
  turn: (events: number) => void;
}

/** Messages that reach viewers a second, by the clock and by the seconds of processor that the server spent. */
async function broadcast(
  { url, pid, turn }: Broadcaster,
  burst: number,
  turns: number,
): Promise<{ byClock: number; byProcessor: number }> {
  let wake = (): void => undefined;
  const viewers = await openViewers(VIEWERS, url, () => wake());
  const until = (arrived: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      wake = () => arrived() && resolve();
      wake();
    });
  const send = async (count: number): Promise<void> => {
    const before = viewers[0]!.seen;
    for (let sent = 1; sent <= count; sent++) {
      turn(burst);
      // The first viewer has it while the server still writes to the others: two turns never become one write.
      await until(() => viewers[0]!.seen >= before + sent * burst);
    }
    await until(() => viewers.every(({ seen }) => seen >= before + count * burst));
  };
  await send(Math.ceil(turns / 4));
  const [began, processor] = [performance.now(), cpuSeconds(pid)];
  await send(turns);
  const messages = turns * burst * VIEWERS;
  const result = {
    byClock: messages / ((performance.now() - began) / 1_000),
    byProcessor: messages / (cpuSeconds(pid) - processor),
  };
  for (const viewer of viewers) viewer.close();
  await delay(500);
  return result;
}

/** Bytes that a process holds for each viewer who only waits. */
async function memoryPerViewer(
  url: string,
  pid: number,
  inspector: number,
  viewers: number,
): Promise<number> {
  const settled = async (): Promise<number> => {
    await delay(1_000);
    await collectGarbage(inspector);
    await collectGarbage(inspector);
    return memoryOf(pid);
  };
  // What the first hundred cost once is not what each costs.
  const few = await openViewers(100, url);
  const before = await settled();
  const many = await openViewers(viewers, url);
  const after = await settled();
  for (const viewer of [...few, ...many]) viewer.close();
  return (after - before) / viewers;
}

async function measure({ slice, row }: Report, system: System, source: EventSource): Promise<void> {
  const writer = await source.openSession();
  const { sessionId } = writer.fence;
  const ours = {
    url: `${system.url}/api/sse/stream/${sessionId}`,
    pid: system.servers[0]!.pid,
    // Messages of their own, or they would become one event.
    turn: (events: number) =>
      writer.write({ events: Array.from({ length: events }, (_, n) => delta(TEXT, n)) }),
  };
  const EVENT = `id: 1000\ndata: ${JSON.stringify(delta(TEXT, 1))}\n\n`;
  await using program = await NodeProgram.start('programs/broadcaster.ts', { EVENT });
  const raw = { url: program.url, pid: program.pid, turn: (events: number) => program.tell(`${events}`) };
  const goal = { of: 'ratio' as const, atLeast: 0.7, limit: 0.35 };
  for (const [burst, turns, title] of [
    [1, slice ? 100 : 300, 'one event a turn'],
    [8, slice ? 50 : 150, 'bursts of eight'],
  ] as const) {
    const limit = await broadcast(raw, burst, turns);
    const reached = await broadcast(ours, burst, turns);
    row(`${VIEWERS} viewers, ${title}`, 'messages/s', reached.byClock, limit.byClock, goal);
    row(
      `${VIEWERS} viewers, ${title}, by processor time`,
      'messages/s',
      reached.byProcessor,
      limit.byProcessor,
      goal,
    );
  }
}

async function measureIdle(
  { row }: Report,
  system: System,
  source: EventSource,
  inspector: number,
): Promise<void> {
  const { sessionId } = (await source.openSession()).fence;
  const rawInspector = await freePort();
  await using program = await NodeProgram.start('programs/broadcaster.ts', {
    NODE_OPTIONS: `--inspect=127.0.0.1:${rawInspector}`,
  });
  const [server] = system.servers;
  const limit = await memoryPerViewer(program.url, program.pid, rawInspector, IDLE_VIEWERS);
  const reached = await memoryPerViewer(
    `${system.url}/api/sse/stream/${sessionId}`,
    server!.pid,
    inspector,
    IDLE_VIEWERS,
  );
  row(`memory per idle viewer, ${IDLE_VIEWERS} held`, 'kB', reached / 1_000, limit / 1_000, {
    of: 'difference',
    atMost: 20,
    limit: 100,
  });
}

/** How many viewers one process can serve. */
export const fanOut: Part = {
  id: 'fan-out',
  title: 'Fan-out, one process',
  inSlice: true,
  run: async (report) => {
    await using system = await System.start('http://127.0.0.1:9/v1', ['web'], { MAX_VIEWERS: '10000' });
    await using source = await EventSource.open(system.postgres.test.connection);
    await measure(report, system, source);
    if (report.slice) return;
    const inspector = await freePort();
    await using inspected = await System.start('http://127.0.0.1:9/v1', ['web'], {
      MAX_VIEWERS: '10000',
      NODE_OPTIONS: `--inspect=127.0.0.1:${inspector}`,
    });
    await using idle = await EventSource.open(inspected.postgres.test.connection);
    await measureIdle(report, inspected, idle, inspector);
  },
};
