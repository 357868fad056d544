import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { packFiles } from './pack.mjs';

describe('packFiles', () => {
  let folder;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zzzero-pack-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes beside scripts and styles what says the same in less', async () => {
    const script = 'export const words = "日复一日";\n'.repeat(50);
    writeFileSync(join(folder, 'main.js'), script);
    writeFileSync(join(folder, 'styles.css'), 'p { margin: 0 }');
    writeFileSync(join(folder, 'index.html'), '<p>');
    await packFiles(folder);
    expect(readdirSync(folder).toSorted()).toEqual([
      'index.html',
      'main.js',
      'main.js.br',
      'styles.css',
      'styles.css.br',
    ]);
    const packed = readFileSync(join(folder, 'main.js.br'));
    expect(brotliDecompressSync(packed).toString()).toBe(script);
    expect(packed.length).toBeLessThan(script.length / 10);
  });
});
