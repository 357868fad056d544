import { join } from 'node:path';
import { watchForOrphaning } from './setup/orphaned.mjs';
import { findNode } from './setup/pinned-node.mjs';
import { runAttached } from './setup/run-attached.mjs';
import { runMain } from './setup/setup-error.mjs';
import { ROOT, setup } from './setup.mjs';

await runMain(async () => {
  // Whoever ends `npm start` during the installation does not want a server any more.
  const stopWatching = watchForOrphaning(() => process.exit(1));
  await setup();
  stopWatching();
  const server = join(ROOT, 'dist', 'server', 'main.js');
  process.exitCode = await runAttached(findNode(ROOT), [server], { cwd: ROOT });
});
