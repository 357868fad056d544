import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, findStale } from './setup/build.mjs';
import { install, isInstalled } from './setup/install.mjs';
import { withLock } from './setup/lock.mjs';
import { checkNode } from './setup/machine.mjs';
import { runMain } from './setup/setup-error.mjs';

/** The checkout that these scripts belong to. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Installs when the lockfile changed and builds when sources changed; otherwise only looks, in some 30 ms and
 * without writing anything. Plain Node 20 without any package: it runs before there are packages.
 * Throws a `SetupError` with the remedy for everything that can be foreseen.
 *
 * @param {{build?: boolean}} options `build: false` for whoever builds by other means (tests, dev)
 */
export async function setup({ build: builds = true } = {}) {
  checkNode(process.versions.node);
  if (isInstalled(ROOT) && (!builds || findStale(ROOT).length === 0)) return;
  await withLock(ROOT, async () => {
    // Looked at again: whoever held the lock has probably done it.
    if (!isInstalled(ROOT)) await install(ROOT);
    if (builds) await build(ROOT);
  });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(() => setup());
}
