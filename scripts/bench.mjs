import { join } from 'node:path';
import { findNode } from './setup/pinned-node.mjs';
import { runAttached } from './setup/run-attached.mjs';
import { runMain } from './setup/setup-error.mjs';
import { ROOT, setup } from './setup.mjs';

/** All measurements, or some of them: `npm run bench -- latency fan-out`; `--slice` is the short form that CI runs. */
await runMain(async () => {
  await setup();
  const bench = join(ROOT, 'bench');
  process.exitCode = await runAttached(
    findNode(ROOT),
    [
      '--no-warnings',
      '--import',
      join(bench, 'typescript.mjs'),
      join(bench, 'main.ts'),
      ...process.argv.slice(2),
    ],
    { cwd: ROOT },
  );
});
