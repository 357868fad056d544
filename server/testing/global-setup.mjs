import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One folder a test run; the first suite that needs a database starts PostgreSQL in it, the others attach. */
export default function globalSetup() {
  process.env.ZZZERO_TEST_DIR = mkdtempSync(join(tmpdir(), 'zzzero-test-'));
}
