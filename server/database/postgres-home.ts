import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseError, reasonOf } from './database-error.js';
import { copyPostgresBinaries, findPostgresBinaries } from './postgres-binaries.js';
import { isOpenToAll, makePrivateFolder, postgresUser, type SystemUser } from './postgres-user.js';

/** Longest folder of a socket, bytes: with `/.s.PGSQL.5432` below 100, which every system takes. */
const MAX_SOCKET_FOLDER = 85;
/** For root, when `nobody` cannot reach the checkout. */
const SHARED = '/var/lib/zzzero';

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
  /** Absent: ourselves. */
  user?: SystemUser;
}

/**
 * Finds the place, and makes its folders: `dataDir`, except where the server runs as another user who cannot reach it
 * (a home of mode 0700). Then the data go to `/var/lib/zzzero/<hash of the data folder's path>`, and a copy of the
 * binaries beside them.
 *
 * @param place as whom the server runs, and the folder in place of `/var/lib/zzzero`; tests give their own
 * @throws DatabaseError `database_folder_unwritable` | `database_platform_unsupported`
 */
export function preparePostgresHome(
  dataDir: string,
  { user, shared }: { user: SystemUser | undefined; shared: string } = {
    user: postgresUser(),
    shared: SHARED,
  },
): PostgresHome {
  const native = findPostgresBinaries();
  try {
    const base = chooseBase(dataDir, user, shared);
    const usable = !user || isOpenToAll(join(native, 'bin', 'postgres'));
    if (!usable) makeOpenFolder(shared);
    const socketFolder = join(base, 'postgres-socket');
    const hasSocket = process.platform !== 'win32' && Buffer.byteLength(socketFolder) <= MAX_SOCKET_FOLDER;
    if (hasSocket) makePrivateFolder(socketFolder, user);
    return {
      base,
      data: join(base, 'postgres'),
      log: join(base, 'postgres.log'),
      passwordFile: join(base, 'postgres.password'),
      lockFile: join(base, 'postgres.lock'),
      native: usable ? native : copyPostgresBinaries(native, shared),
      ...(hasSocket && { socketFolder }),
      ...(user && { user }),
    };
  } catch (error) {
    throw unwritable(dataDir, error);
  }
}

/** @param error what the system said */
export function unwritable(folder: string, error: unknown): DatabaseError {
  return new DatabaseError(
    'database_folder_unwritable',
    `The data folder ${folder} cannot be written: ${reasonOf(error)}.`,
    'Choose one of your own: DATA_DIR=/path/to/folder npm start',
    { cause: error },
  );
}

/** Real paths, so that two ways to the same folder find the same server. */
function chooseBase(dataDir: string, user: SystemUser | undefined, shared: string): string {
  mkdirSync(dataDir, { recursive: true });
  const base = realpathSync(dataDir);
  if (!user || isOpenToAll(base)) return base;
  makeOpenFolder(shared);
  const hidden = join(shared, createHash('sha256').update(base).digest('hex').slice(0, 16));
  makeOpenFolder(hidden);
  return realpathSync(hidden);
}

/** Whatever the umask is. */
function makeOpenFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}
