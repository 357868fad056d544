import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withFileLock } from './file-lock.js';

describe('withFileLock', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zzzero-lock-'));
    path = join(folder, 'lock');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise(setImmediate);
      inside--;
    };
    await Promise.all(Array.from({ length: 5 }, () => withFileLock(path, 5_000, work)));
    expect(most).toBe(1);
    expect(existsSync(path)).toBe(false);
  });

  it('lets one in at a time also when all find the lock of a dead holder', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(path, `${pid} x`);
    const holders: string[] = [];
    const work = async () => {
      const before = readFileSync(path, 'utf8');
      await new Promise(setImmediate);
      expect(readFileSync(path, 'utf8')).toBe(before);
      holders.push(before);
    };
    await Promise.all(Array.from({ length: 5 }, () => withFileLock(path, 5_000, work)));
    expect(new Set(holders).size).toBe(5);
  });

  it('takes over from a holder that went silent, whoever has its number now', async () => {
    writeFileSync(path, `${process.pid} x`);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(path, longAgo, longAgo);
    await expect(withFileLock(path, 1_000, () => Promise.resolve('in'))).resolves.toBe('in');
  });

  it('waits for a living holder, though not for ever', async () => {
    writeFileSync(path, `${process.pid} x`);
    await expect(withFileLock(path, 100, () => Promise.resolve())).rejects.toThrow('held by another process');
    expect(readFileSync(path, 'utf8')).toBe(`${process.pid} x`);
  });

  it('is given back by work that fails', async () => {
    await expect(withFileLock(path, 100, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(path)).toBe(false);
  });
});
