import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { watchForOrphaning } from './setup/orphaned.mjs';
import { findNode } from './setup/pinned-node.mjs';
import { runMain, SetupError } from './setup/setup-error.mjs';
import { ROOT, setup } from './setup.mjs';

const FIRST_PORT = 7861;
const MAX_REPLICAS = 20;

/**
 * Several servers on one database, one process each, for trying it out: start a run on one, watch it on the second,
 * stop it on the third, kill any of them. They share DATA_DIR and with it the built-in PostgreSQL, or DATABASE_URL.
 * `npm run cluster -- --replicas 3`; the ports go up from PORT.
 */
await runMain(async () => {
  const replicas = readReplicas();
  await setup();
  const node = findNode(ROOT);
  const first = Number(process.env.PORT || FIRST_PORT);
  const children = Array.from({ length: replicas }, (_, index) => start(node, first + index));
  const stop = () => children.forEach((child) => child.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  watchForOrphaning(stop);
  await Promise.all(children.map((child) => once(child, 'exit')));
});

function readReplicas() {
  const { values } = parseArgs({ options: { replicas: { type: 'string', default: '3' } }, strict: false });
  const replicas = Number(values.replicas);
  if (Number.isInteger(replicas) && replicas >= 1 && replicas <= MAX_REPLICAS) return replicas;
  throw new SetupError(
    `--replicas must be a whole number from 1 to ${MAX_REPLICAS}, not "${values.replicas}".`,
  );
}

/** Not of our process group's terminal: Ctrl-C reaches it once, through us. The others live on when it dies. */
function start(node, port) {
  const server = join(ROOT, 'dist', 'server', 'main.js');
  const env = { ...process.env, PORT: String(port) };
  const child = spawn(node, [server], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const say = (line) => console.log(`${port} │ ${line}`);
  for (const output of [child.stdout, child.stderr]) createInterface({ input: output }).on('line', say);
  say(`process ${child.pid}`);
  child.on('exit', (code, signal) => say(`ended (${signal ?? code})`));
  return child;
}
