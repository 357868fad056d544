import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { DatabaseError } from './database-error.js';
import { findPostgresBinaries, linkLibraries } from './postgres-binaries.js';

/** Longest path of a Unix socket that every system takes, bytes, with room for `/.s.PGSQL.5432`. */
const MAX_SOCKET_FOLDER = 85;

/** Where the embedded server lives and as whom it runs. */
export interface PostgresHome {
  /** Holds everything below. */
  base: string;
  /** PGDATA. */
  data: string;
  log: string;
  passwordFile: string;
  lockFile: string;
  /** The platform's binaries. */
  native: string;
  /** Absent: TCP on loopback. */
  socketFolder?: string;
  /** PostgreSQL refuses to run as root. */
  owner?: { uid: number; gid: number };
}

/**
 * Finds the place, and makes its folders. As root the server runs as `nobody`; where that user cannot reach the data
 * folder or the binaries (a home of mode 0700) both go to `/var/lib/zzzero/<hash of the data folder's path>`.
 * @throws DatabaseError `database_folder_unwritable` | `database_platform_unsupported`
 */
export function preparePostgresHome(dataDir: string): PostgresHome {
  let native = findPostgresBinaries();
  const owner = process.getuid?.() === 0 ? nobody() : undefined;
  let base = dataDir;
  try {
    mkdirSync(dataDir, { recursive: true });
    if (owner && !(isReachable(dataDir) && isReachable(native))) {
      base = join('/var/lib/zzzero', createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
      mkdirSync(base, { recursive: true, mode: 0o755 });
      native = copyBinaries(native, base);
    }
    const socketFolder = join(base, 'postgres-socket');
    const useSocket = process.platform !== 'win32' && Buffer.byteLength(socketFolder) <= MAX_SOCKET_FOLDER;
    if (useSocket) own(socketFolder, owner);
    return {
      base,
      data: join(base, 'postgres'),
      log: join(base, 'postgres.log'),
      passwordFile: join(base, 'postgres.password'),
      lockFile: join(base, 'postgres.lock'),
      native,
      ...(useSocket && { socketFolder }),
      ...(owner && { owner }),
    };
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(
      'database_folder_unwritable',
      `The data folder ${base} cannot be written: ${(error as Error).message}.`,
      'Choose another one: DATA_DIR=/path/you/own npm start',
      { cause: error },
    );
  }
}

/** Makes a folder that the server's user owns. */
export function own(folder: string, owner: PostgresHome['owner']): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (owner) chownSync(folder, owner.uid, owner.gid);
}

function nobody(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}

/** Whether everybody may pass all folders down to this one. */
function isReachable(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === parse(folder).root) return true;
  }
}

function copyBinaries(native: string, base: string): string {
  const copy = join(base, 'binaries', 'native');
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    linkLibraries(copy);
  }
  return copy;
}
