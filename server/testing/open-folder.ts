import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder that everybody may pass: as root, PostgreSQL runs as another user. Remove it yourself. */
export function openTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zzzero-data-'));
  chmodSync(folder, 0o755);
  return folder;
}
