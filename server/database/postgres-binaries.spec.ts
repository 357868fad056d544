import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyPostgresBinaries, findPostgresBinaries, POSTGRES_MAJOR } from './postgres-binaries.js';

describe('the PostgreSQL of the npm package', () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'zzzero-binaries-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is of the major version that our data belong to', () => {
    const { stdout } = spawnSync(join(findPostgresBinaries(), 'bin', 'postgres'), ['--version']);
    expect(String(stdout)).toMatch(new RegExp(`^postgres \\(PostgreSQL\\) ${POSTGRES_MAJOR}\\.`));
  });

  it('works as a copy that everybody may run, made once, from a package that only its owner may read', () => {
    const native = join(folder, 'package', 'native');
    cpSync(findPostgresBinaries(), native, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(folder, 'package', 'package.json'), '{"version":"18.9"}');
    chmodSync(join(native, 'bin', 'initdb'), 0o700);
    chmodSync(join(native, 'share'), 0o700);
    const shared = join(folder, 'shared');
    mkdirSync(shared);

    const copy = copyPostgresBinaries(native, shared);
    expect(copy).toBe(join(shared, 'postgresql-18.9'));
    expect(statSync(join(copy, 'bin', 'initdb')).mode & 0o777).toBe(0o755);
    expect(statSync(join(copy, 'share')).mode & 0o777).toBe(0o755);
    const { status } = spawnSync(join(copy, 'bin', 'initdb'), ['--version']);
    expect(status).toBe(0);

    const { ino } = statSync(join(copy, 'bin', 'initdb'));
    copyPostgresBinaries(native, shared);
    expect(statSync(join(copy, 'bin', 'initdb')).ino).toBe(ino);
  });
});
