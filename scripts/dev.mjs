import { join } from 'node:path';
import { forgetBuilds } from './setup/build.mjs';
import { findNode } from './setup/pinned-node.mjs';
import { runAttached } from './setup/run-attached.mjs';
import { runMain } from './setup/setup-error.mjs';
import { ROOT, setup } from './setup.mjs';

/** Both halves rebuilt as they are edited; the server starts anew after each of its builds. */
await runMain(async () => {
  await setup();
  forgetBuilds(ROOT);
  const node = findNode(ROOT);
  const tool = (...parts) => `"${node}" "${join(ROOT, 'node_modules', ...parts)}"`;
  const commands = [
    `${tool('@nestjs', 'cli', 'bin', 'nest.js')} start --watch --preserveWatchOutput`,
    `${tool('@angular', 'cli', 'bin', 'ng.js')} build --watch --configuration development`,
  ];
  const concurrently = join(ROOT, 'node_modules', 'concurrently', 'dist', 'bin', 'index.js');
  process.exitCode = await runAttached(
    node,
    [concurrently, '--names', 'server,portal', '--prefix-colors', 'auto', '--kill-others', ...commands],
    { cwd: ROOT },
  );
});
