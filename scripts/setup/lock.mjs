import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from './setup-error.mjs';

/** Between two looks at a lock that somebody else holds, ms. */
const POLL = 200;

/**
 * Runs `work` while no other setup of this checkout does. A lock whose process is gone is taken over.
 * The lock lies in dist/, not in node_modules, which `npm ci` removes.
 */
export async function withLock(root, work) {
  const file = join(root, 'dist', '.setup.lock');
  await acquire(file, root);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

async function acquire(file, root) {
  for (let told = false; !tryCreate(file, root);) {
    const holder = readHolder(file);
    if (holder === undefined) continue;
    if (!isAlive(holder)) {
      discard(file, holder);
      continue;
    }
    if (!told) console.log(`  Waiting for another setup of this folder (process ${holder}) …`);
    told = true;
    await sleep(POLL);
  }
}

function tryCreate(file, root) {
  const own = `${file}.new.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(own, `${process.pid}\n`);
    // A link appears with its content: nobody can find a lock whose holder is not written yet.
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error;
    throw new SetupError(
      `${root} cannot be written by this user (${error.code}). Change its owner, or clone into a folder of your own.`,
      { cause: error },
    );
  } finally {
    rmSync(own, { force: true });
  }
}

/** Two may find the same dead holder: the rename lets one of them win, and puts back a lock that is alive again. */
function discard(file, holder) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (readHolder(aside) !== holder) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

/** 0 for a file that holds no process id; undefined when it is gone. */
function readHolder(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || 0;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid) {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
