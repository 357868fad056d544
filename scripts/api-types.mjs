import { join } from 'node:path';
import { findNode } from './setup/pinned-node.mjs';
import { runAttached } from './setup/run-attached.mjs';
import { runMain } from './setup/setup-error.mjs';
import { ROOT, setup } from './setup.mjs';

/** Writes the client's types from the server's OpenAPI, by the test that otherwise compares them. */
await runMain(async () => {
  await setup({ build: false });
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const options = ['--selectProjects', 'server', '--testPathPatterns', 'http/api-types'];
  process.exitCode = await runAttached(findNode(ROOT), ['--experimental-vm-modules', jest, ...options], {
    cwd: ROOT,
    env: { ...process.env, API_TYPES: 'write' },
  });
});
