import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A promise broken on purpose: a change of the built server. */
export interface Sabotage {
  name: string;
  changes: readonly {
    /** In `dist/server`. */
    file: string;
    before: string;
    after: string;
  }[];
}

/**
 * The lease's epoch is not looked at: a worker that has slept through its lease may write. Nor does it notice by its
 * own watch that it has slept, nor do the numbers that are taken refuse it: either would save it.
 */
export const NO_FENCE: Sabotage = {
  name: 'no-fence',
  changes: [
    {
      file: 'events/append-statement.js',
      before: 'on r.id = f.run_id and r.epoch = f.epoch',
      after: 'on r.id = f.run_id',
    },
    {
      file: 'events/append-statement.js',
      before: "const FIRST = text('');",
      after: "const FIRST = text('on conflict do nothing');",
    },
    { file: 'runs/worker-presence.js', before: 'if (tooLong) this.losses.next();', after: '' },
  ],
};

/** What is repeated after an unknown outcome gets new numbers, as if the database gave them. */
export const NEW_NUMBERS: Sabotage = {
  name: 'new-numbers',
  changes: [
    {
      file: 'events/group-commit.js',
      before: 'this.logger.warn(`append repeated',
      after: `for (const { writer, batch } of flights) {
                    for (const event of batch.events) event.seq += batch.events.length;
                    writer.head += batch.events.length;
                }
                this.logger.warn(\`append repeated`,
    },
  ],
};

/**
 * Another build with the change in it.
 * @returns its folder
 * @throws Error when the code has moved away from under the patch
 */
export function sabotaged({ name, changes }: Sabotage): string {
  // Below the checkout, where its packages are found.
  const root = join(ROOT, 'test-results', `sabotage-${name}`);
  mkdirSync(root, { recursive: true });
  cpSync(join(ROOT, 'dist', 'server'), join(root, 'dist', 'server'), { recursive: true });
  for (const { file, before, after } of changes) {
    const path = join(root, 'dist', 'server', file);
    const code = readFileSync(path, 'utf8');
    if (code.split(before).length !== 2)
      throw new Error(`the sabotage ${name} does not fit ${file} any more`);
    writeFileSync(
      path,
      code.replace(before, () => after),
    );
  }
  return root;
}
