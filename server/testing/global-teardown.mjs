import { removeRunFolder } from './test-run.mjs';

/** Runs after failed suites too. */
export default async function globalTeardown() {
  await removeRunFolder(process.env.ZZZERO_TEST_DIR);
}
