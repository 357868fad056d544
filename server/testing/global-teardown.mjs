import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Stops PostgreSQL, also after failed suites, and removes the folder. */
export default async function globalTeardown() {
  const folder = process.env.ZZZERO_TEST_DIR;
  const pidFile = join(folder, 'postgres', 'postmaster.pid');
  if (existsSync(pidFile)) {
    // SIGINT is PostgreSQL's fast shutdown.
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGINT');
    for (let waited = 0; existsSync(pidFile) && waited < 10_000; waited += 20) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true, force: true });
}
