import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../e2e/support/free-port.js';
import { openTemporaryFolder } from '../../server/testing/open-folder.js';
import type { Part, Report } from '../part.js';
import { memoryOf, processTree } from '../support/process-cost.js';
import { median } from '../support/statistics.js';

const ROOT = resolve(import.meta.dirname, '../..');
const STARTS = 3;
/** Time for what a start leaves behind to be collected. */
const REST_MS = 10_000;
const COLD_LIMIT_MS = 300_000;

/** `npm start` of a checkout. */
interface Started {
  child: ChildProcess;
  milliseconds: number;
}

async function start(root: string, data: string): Promise<Started> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: data, DATABASE_URL: '', NODE_OPTIONS: '' },
    stdio: 'ignore',
    detached: true,
  });
  const url = `http://127.0.0.1:${port}`;
  while (performance.now() - began < COLD_LIMIT_MS) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok) return { child, milliseconds: performance.now() - began };
    if (child.exitCode !== null) break;
    await delay(10);
  }
  throw new Error(`npm start did not succeed in ${root}`);
}

async function stop({ child }: Started): Promise<void> {
  const gone = once(child, 'exit');
  process.kill(-child.pid!, 'SIGTERM');
  await gone;
}

/** The least that a start can be: Node, and a server that listens. */
async function startNode(): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [
    '-e',
    "require('http').createServer().listen(0, '127.0.0.1', () => console.log('up'))",
  ]);
  await once(child.stdout, 'data');
  const milliseconds = performance.now() - began;
  child.kill();
  return milliseconds;
}

async function measureWarm({ row }: Report): Promise<void> {
  const data = openTemporaryFolder();
  const fresh = await start(ROOT, data);
  await delay(REST_MS);
  const tree = processTree(fresh.child.pid!);
  const server = tree.reduce((sum, pid) => sum + memoryOf(pid), 0);
  const postmaster = Number(
    (await readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0],
  );
  const postgres = processTree(postmaster).reduce((sum, pid) => sum + memoryOf(pid), 0);
  await stop(fresh);
  const times: number[] = [];
  const limits: number[] = [];
  for (let n = 0; n < STARTS; n++) {
    const started = await start(ROOT, data);
    times.push(started.milliseconds);
    await stop(started);
    limits.push(await startNode());
  }
  await rm(data, { recursive: true, force: true });
  row('npm start, warm, to ready', 'ms', median(times), median(limits), {
    of: 'ours',
    atMost: 3_000,
    limit: 30_000,
  });
  row('npm start, on an empty data folder, to ready', 'ms', fresh.milliseconds, median(limits));
  row('memory at rest, npm and server', 'MB', server / 1e6);
  row('memory at rest, PostgreSQL', 'MB', postgres / 1e6);
}

async function measureCold({ row, note }: Report): Promise<void> {
  const folder = openTemporaryFolder();
  const clone = join(folder, 'checkout');
  const began = performance.now();
  try {
    await once(spawn('git', ['clone', '-q', ROOT, clone], { stdio: 'ignore' }), 'exit');
    const started = await start(clone, join(folder, 'data'));
    row('from clone to ready', 's', (performance.now() - began) / 1_000);
    await stop(started);
  } catch (error) {
    note(`No cold start: ${(error as Error).message}. It needs the npm registry.`);
  }
  await rm(folder, { recursive: true, force: true });
}

/** How long somebody waits who has just typed the command. */
export const startUp: Part = {
  id: 'start-up',
  title: 'Start-up; baseline: node with an empty server',
  inSlice: false,
  run: async (report) => {
    await measureWarm(report);
    await measureCold(report);
  },
};
