import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { isProcessAlive } from './process-alive.js';

/** What a running server writes about itself into `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  /** The folder of its socket, or an address. */
  host: string;
  port: number;
}

/** Above every system's highest process number, and still one by PostgreSQL's measure. */
const NOBODYS_PID = 2_147_483_647;

/**
 * Reads `postmaster.pid`: pid, data folder, start time, port, socket folder, address, shared memory, state.
 * Undefined when there is none, `incomplete` when one is just being written.
 */
export function readPostmaster(data: string): Postmaster | 'incomplete' | undefined {
  const lines = readLines(data);
  if (!lines) return undefined;
  const [pid, , , port, socketFolder, address] = lines;
  const host = socketFolder || address;
  if (!Number(pid) || !Number(port) || !host) return 'incomplete';
  return { pid: Number(pid), host, port: Number(port) };
}

/**
 * Whether the process that the file names may be a PostgreSQL. After a reboot, and in containers nearly always, another
 * program has its number.
 */
export function mayBePostgres(pid: number): boolean {
  if (!isProcessAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    // Empty for a zombie.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    // It ended meanwhile, or /proc is closed to us: what answers at its address decides.
    return isProcessAlive(pid);
  }
}

/** Whether the server that the file names lives. */
export function isRunning(data: string): boolean {
  const postmaster = readPostmaster(data);
  return postmaster !== undefined && (postmaster === 'incomplete' || mayBePostgres(postmaster.pid));
}

/**
 * Forgets the number of a foreign process, or of a zombie, for which PostgreSQL would refuse to start. The socket's
 * lock goes; of `postmaster.pid` only the number does: by its other lines PostgreSQL makes sure that nothing of the dead
 * server is left at work on the data.
 */
export function disownForeignProcess(data: string, { host, port }: Postmaster): void {
  if (isAbsolute(host)) rmSync(join(host, `.s.PGSQL.${port}.lock`), { force: true });
  const lines = readLines(data);
  if (lines) writeFileSync(join(data, 'postmaster.pid'), [NOBODYS_PID, ...lines.slice(1)].join('\n'));
}

function readLines(data: string): string[] | undefined {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
