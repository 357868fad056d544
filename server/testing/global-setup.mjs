import { createRunFolder, removeAbandonedRuns } from './test-run.mjs';

/** One folder a test run; suites find it by the environment, which Jest's workers inherit. */
export default async function globalSetup() {
  await removeAbandonedRuns();
  process.env.ZZZERO_TEST_DIR = createRunFolder();
}
