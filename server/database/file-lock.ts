import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isProcessAlive } from './process-alive.js';

const POLL_MS = 50;
/** How often a holder shows that it lives. */
const TOUCH_MS = 1_000;
/** A file untouched for so long has no holder, even where a process of that number lives: in containers all are 1. */
const STALE_MS = 15_000;

/**
 * Runs `work` while no other process does, by a file that names its holder. A holder that died is noticed by its
 * number, at the latest by its silence.
 *
 * @param timeoutMs how long to wait for the holder
 * @throws Error when the file cannot be written, or is held for longer than `timeoutMs`
 */
export async function withFileLock<T>(path: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const token = `${process.pid} ${randomUUID()}`;
  const until = Date.now() + timeoutMs;
  while (!create(path, token)) {
    if (isAbandoned(path)) breakLock(path);
    else if (Date.now() > until) throw new Error(`the lock ${path} is held by another process`);
    else await delay(POLL_MS);
  }
  const touching = setInterval(() => touch(path), TOUCH_MS);
  touching.unref();
  try {
    return await work();
  } finally {
    clearInterval(touching);
    if (read(path) === token) rmSync(path, { force: true });
  }
}

function create(path: string, token: string): boolean {
  try {
    writeFileSync(path, token, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned(path: string): boolean {
  const age = ageOf(path);
  if (age === undefined) return false;
  const holder = Number(read(path)?.split(' ')[0]);
  // Empty for the instant between its creation and its writing: then only silence counts.
  return age > STALE_MS || (holder > 0 && !isProcessAlive(holder));
}

/**
 * Two who find the same lock abandoned must not remove it twice: the second would remove the new lock of the first.
 * So the removal itself is locked, and looks again.
 */
function breakLock(path: string): void {
  const breaker = `${path}.break`;
  if (!create(breaker, String(process.pid))) {
    if ((ageOf(breaker) ?? 0) > STALE_MS) rmSync(breaker, { force: true });
    return;
  }
  try {
    if (isAbandoned(path)) rmSync(path, { force: true });
  } finally {
    rmSync(breaker, { force: true });
  }
}

/** Milliseconds since the file was touched; undefined when it is gone. */
function ageOf(path: string): number | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && Date.now() - stat.mtimeMs;
}

function touch(path: string): void {
  ignoringAbsence(() => utimesSync(path, new Date(), new Date()));
}

function read(path: string): string | undefined {
  return ignoringAbsence(() => readFileSync(path, 'utf8'));
}

function ignoringAbsence<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
