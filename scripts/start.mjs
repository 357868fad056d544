import { join } from 'node:path';
import { findNode } from './setup/pinned-node.mjs';
import { runAttached } from './setup/run-attached.mjs';
import { runMain } from './setup/setup-error.mjs';
import { ROOT, setup } from './setup.mjs';

await runMain(async () => {
  await setup();
  const server = join(ROOT, 'dist', 'server', 'main.js');
  process.exitCode = await runAttached(findNode(ROOT), [server], { cwd: ROOT });
});
