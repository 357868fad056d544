import { jest } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.mjs';

describe('withLock', () => {
  let root;
  let file;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'zzzero-lock-'));
    file = join(root, 'dist', '.setup.lock');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it('is gone after the work, also after a failure', async () => {
    await expect(withLock(root, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });

  it.each(['999999999', ''])('takes over a lock left by a process that is gone (%j)', async (content) => {
    mkdirSync(join(root, 'dist'));
    writeFileSync(file, content);
    expect(await withLock(root, async () => 'done')).toBe('done');
  });

  it('lets one work after the other', async () => {
    const order = [];
    const told = jest.spyOn(console, 'log').mockReturnValue();
    const { promise: finished, resolve: finish } = Promise.withResolvers();
    const first = withLock(root, async () => {
      order.push('first begins');
      await finished;
      order.push('first ends');
    });
    const second = withLock(root, async () => void order.push('second'));
    finish();
    await Promise.all([first, second]);
    expect(told).toHaveBeenCalledTimes(1);
    told.mockRestore();
    expect(order).toEqual(['first begins', 'first ends', 'second']);
  });
});
