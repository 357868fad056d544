import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';

describe('fingerprint', () => {
  let root;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'zzzero-fingerprint-'));
    mkdirSync(join(root, 'src', 'deep'), { recursive: true });
    writeFileSync(join(root, 'src', 'deep', 'a.ts'), '1');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  const look = () => fingerprint(root, ['src', 'missing.json'], (path) => !path.endsWith('.spec.ts'));

  it('does not change with times or with files that do not count', () => {
    const before = look();
    utimesSync(join(root, 'src', 'deep', 'a.ts'), 1, 1);
    writeFileSync(join(root, 'src', 'a.spec.ts'), 'test');
    expect(look()).toBe(before);
  });

  it.each([
    ['content', 'src/deep/a.ts', '2'],
    ['a new file', 'src/b.ts', ''],
    ['a file that was missing', 'missing.json', '{}'],
  ])('changes with %s', (_case, path, content) => {
    const before = look();
    writeFileSync(join(root, path), content);
    expect(look()).not.toBe(before);
  });
});
