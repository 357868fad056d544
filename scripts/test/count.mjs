import { existsSync, readFileSync } from 'node:fs';

/**
 * Counts the tests of Jest's `--json` report. A suite that did not even load counts as one failure. Pure.
 * @returns {{passed: number, failed: number}}
 */
export function countJest(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  };
}

/**
 * Counts the tests of Playwright's json report; one that passed at a second attempt has passed. Pure.
 * @returns {{passed: number, failed: number, skipped: string[]}} with each reason why tests were skipped, and how many
 */
export function countPlaywright({ stats, suites = [], errors = [] }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: reasonsIn(suites),
  };
}

function reasonsIn(suites) {
  const counts = new Map();
  const visit = ({ suites = [], specs = [] }) => {
    suites.forEach(visit);
    for (const { status, annotations } of specs.flatMap(({ tests }) => tests)) {
      if (status !== 'skipped') continue;
      const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason is given';
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  };
  suites.forEach(visit);
  return [...counts].map(([reason, count]) => `${count} skipped: ${reason}`);
}

/**
 * Reads a report and counts it. A stage that failed without a failed test (no report, a crash after the last test)
 * still counts as one failure: red must never add up to "0 failed".
 */
export function countReport(file, exitCode, count) {
  const counted = existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
  if (exitCode !== 0 && counted.failed === 0) return { ...counted, failed: 1 };
  return counted;
}

/** Adds up the results of all stages. Pure. */
export function sum(results) {
  return results.reduce(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    { passed: 0, failed: 0 },
  );
}

/** The line that a build server reads. Pure. */
export function verdict({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}
