import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkMachine, inspectMachine } from './machine.mjs';
import { explainNpm, npmCommand } from './npm.mjs';
import { linkPostgresLibraries } from './postgres-links.mjs';
import { runQuietly } from './run-quietly.mjs';
import { SetupError } from './setup-error.mjs';
import { stage } from './stage.mjs';

/** Inside node_modules: `npm ci` begins by removing it, so an install that was cut off leaves no stamp. */
const STAMP = join('node_modules', '.zzzero-install');

/** Whether node_modules is what the lockfile asks for, on this platform. */
export function isInstalled(root) {
  return readIfThere(join(root, STAMP)) === installKey(root);
}

/** Installs by `npm ci`, or adopts a finished install that somebody made by hand. */
export async function install(root) {
  if (!adoptable(root)) {
    checkMachine(inspectMachine(root));
    await stage('Installing packages (the first time near 1 GB)', () => npmCi(root));
  }
  linkPostgresLibraries(root);
  writeFileSync(join(root, STAMP), installKey(root));
}

/** A copy of node_modules from another platform must not pass for an install. */
function installKey(root) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${lock} ${process.platform}-${process.arch}`;
}

/** npm writes node_modules/.package-lock.json last; where it agrees with ours, `npm ci` would change nothing. */
function adoptable(root) {
  const hidden = readIfThere(join(root, 'node_modules', '.package-lock.json'));
  if (!hidden) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return isComplete(wanted, JSON.parse(hidden).packages, process.platform, process.arch);
}

/**
 * Whether every package of a lockfile that this platform needs is installed in its version. Pure.
 * `libc` is not looked at: a variant for the other C library counts as not needed.
 */
export function isComplete(wanted, installed, platform, arch) {
  return Object.entries(wanted).every(([path, { version, optional, os, cpu, libc }]) => {
    if (path === '' || installed[path]?.version === version) return true;
    const fits = (list, value) => !list || list.includes(value);
    return Boolean(optional) && (Boolean(libc) || !fits(os, platform) || !fits(cpu, arch));
  });
}

async function npmCi(root) {
  const { command, args } = npmCommand(process.env);
  // npm's default would wait 70 s before it admits that there is no network.
  const patience = ['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=8000'];
  const { code, output } = await runQuietly(
    command,
    [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error', ...patience],
    {
      cwd: root,
    },
  );
  if (code !== 0 || !existsSync(join(root, 'node_modules'))) throw new SetupError(explainNpm(code, output));
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
