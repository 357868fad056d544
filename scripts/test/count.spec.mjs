import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countJest, countPlaywright, countReport, sum, verdict } from './count.mjs';

describe('the count of tests', () => {
  it('takes a Jest suite that did not load for a failure', () => {
    expect(countJest({ numPassedTests: 3, numFailedTests: 1, numRuntimeErrorTestSuites: 1 })).toEqual({
      passed: 3,
      failed: 2,
    });
  });

  it('takes errors outside any browser test for failures', () => {
    const stats = { expected: 4, flaky: 1, unexpected: 0 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 1 });
  });

  it('never adds a red stage up to "0 failed"', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zzzero-count-'));
    const file = join(folder, 'jest.json');
    expect(countReport(file, 1, countJest)).toEqual({ passed: 0, failed: 1 });
    writeFileSync(file, '{"numPassedTests":2,"numFailedTests":0,"numRuntimeErrorTestSuites":0}');
    expect(countReport(file, 1, countJest)).toEqual({ passed: 2, failed: 1 });
    expect(countReport(file, 0, countJest)).toEqual({ passed: 2, failed: 0 });
    rmSync(folder, { recursive: true });
  });

  it('ends in the line that a build server reads', () => {
    expect(
      verdict(
        sum([
          { passed: 2, failed: 1 },
          { passed: 3, failed: 0 },
        ]),
      ),
    ).toBe('5 passed, 1 failed');
  });
});
