import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout that this process runs from, whether out of `server/` (tests) or of `dist/server/`. */
export class Project {
  constructor(
    /** Absolute path of the folder with package.json; relative paths of the configuration start here. */
    readonly root: string,
    readonly version: string,
  ) {}

  /** Looks upwards from this file. Throws when package.json was left behind by whoever moved `dist/`. */
  static find(from = import.meta.dirname): Project {
    for (let folder = from; ; folder = dirname(folder)) {
      const file = join(folder, 'package.json');
      if (existsSync(file)) {
        const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
        return new Project(folder, version);
      }
      if (folder === dirname(folder)) throw new Error(`package.json not found above ${from}`);
    }
  }
}
