import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The folder is named after the process, so that a later run can tell whether its owner was killed. */
const PREFIX = 'zzzero-test-';
const STOP_MS = 10_000;
const POLL_MS = 20;

/** Makes the folder of this test run; the first suite that needs PostgreSQL starts it there. */
export function createRunFolder() {
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // As root, PostgreSQL runs as a user who has to pass here.
  chmodSync(folder, 0o755);
  return folder;
}

/** Stops the PostgreSQL of a run, if one was started, and removes the folder. */
export async function removeRunFolder(folder) {
  const pidFile = join(folder, 'postgres', 'postmaster.pid');
  if (existsSync(pidFile)) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    // PostgreSQL's fast shutdown.
    if (isAlive(pid)) process.kill(pid, 'SIGINT');
    for (let waited = 0; isAlive(pid) && existsSync(pidFile) && waited < STOP_MS; waited += POLL_MS) {
      await delay(POLL_MS);
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Cleans up after runs that were killed before they could. */
export async function removeAbandonedRuns() {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = name.match(`^${PREFIX}(\\d+)-`) ?? [];
    if (pid && !isAlive(Number(pid))) await removeRunFolder(join(tmpdir(), name));
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
