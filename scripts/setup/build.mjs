import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { packFiles } from './pack.mjs';
import { findNode } from './pinned-node.mjs';
import { runQuietly } from './run-quietly.mjs';
import { SetupError } from './setup-error.mjs';
import { stage } from './stage.mjs';

const PACKAGES = ['package-lock.json'];

/** What is built from what, by which tool, and where the stamp of the last good build lies. */
const TARGETS = [
  {
    title: 'Building the server',
    sources: ['server', 'nest-cli.json', '.swcrc', ...PACKAGES],
    tool: ['@nestjs', 'cli', 'bin', 'nest.js'],
    stamp: join('dist', 'server', '.zzzero-build'),
    output: join('dist', 'server', 'main.js'),
  },
  {
    title: 'Building the portal',
    sources: ['client', 'angular.json', ...PACKAGES],
    tool: ['@angular', 'cli', 'bin', 'ng.js'],
    stamp: join('dist', 'client', '.zzzero-build'),
    output: join('dist', 'client', 'browser', 'index.html'),
    packed: join('dist', 'client', 'browser'),
  },
  {
    title: 'Building the custom element',
    sources: ['client', 'angular.json', ...PACKAGES],
    tool: ['@angular', 'cli', 'bin', 'ng.js'],
    task: ['run', 'client:element'],
    stamp: join('dist', 'element', '.zzzero-build'),
    output: join('dist', 'element', 'main.js'),
  },
];

/** The parts whose sources are not those of their last good build. */
export function findStale(root) {
  return TARGETS.map((target) => ({ ...target, key: fingerprint(root, target.sources, isSource) })).filter(
    ({ stamp, output, key }) =>
      !existsSync(join(root, output)) ||
      !existsSync(join(root, stamp)) ||
      readFileSync(join(root, stamp), 'utf8') !== key,
  );
}

/** Tests are no part of a build, and metadata.ts is written by it. */
function isSource(path) {
  return !path.endsWith('.spec.ts') && !path.startsWith('server/testing/') && path !== 'server/metadata.ts';
}

/** Makes all parts stale, before something else writes into their folders (a watching build for development). */
export function forgetBuilds(root) {
  for (const { stamp } of TARGETS) rmSync(join(root, stamp), { force: true });
}

/** Builds the stale parts. Throws a `SetupError` with the tool's own words when one does not compile. */
export async function build(root, stale = findStale(root)) {
  for (const { title, tool, task = ['build'], stamp, key, packed } of stale) {
    rmSync(join(root, stamp), { force: true });
    await stage(title, async () => {
      const args = [join(root, 'node_modules', ...tool), ...task];
      const env = { ...process.env, NG_CLI_ANALYTICS: 'false', FORCE_COLOR: '0' };
      const { code, output } = await runQuietly(findNode(root), args, { cwd: root, env });
      if (code !== 0) throw new SetupError(`${title} failed.\n${output.trim()}`);
      if (packed) await packFiles(join(root, packed));
    });
    mkdirSync(dirname(join(root, stamp)), { recursive: true });
    writeFileSync(join(root, stamp), key);
  }
}
