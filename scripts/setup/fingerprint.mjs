import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Hash of the names and contents of all files under the given paths, in one order everywhere.
 * Contents, not times: a fresh clone or a change of branch and back must not cost a build.
 * @param {(path: string) => boolean} counts whether a file, by its path from the root, can change the build
 */
export function fingerprint(root, paths, counts = () => true) {
  const hash = createHash('sha256');
  const add = (path) => {
    const file = join(root, path);
    if (!existsSync(file)) return;
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) add(`${path}/${name}`);
    } else if (counts(path)) {
      hash.update(path).update('\0').update(readFileSync(file)).update('\0');
    }
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}
