import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findNode } from './setup/pinned-node.mjs';
import { runAttached } from './setup/run-attached.mjs';
import { runMain, SetupError } from './setup/setup-error.mjs';
import { ROOT, setup } from './setup.mjs';

/** A long storm over three servers: `npm run chaos -- --minutes 10 --seed 42`. The same seed brings the same blows. */
await runMain(async () => {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
    strict: false,
  });
  const minutes = Number(values.minutes);
  if (!(minutes > 0 && minutes <= 600)) {
    throw new SetupError(`--minutes must be a number up to 600, not "${values.minutes}".`);
  }
  await setup();
  const playwright = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  process.exitCode = await runAttached(findNode(ROOT), [playwright, 'test', '-c', 'e2e', 'chaos/chaos'], {
    cwd: ROOT,
    env: {
      ...process.env,
      CHAOS_SECONDS: String(minutes * 60),
      ...(values.seed && { CHAOS_SEED: values.seed }),
    },
  });
});
