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
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({
      passed: 5,
      failed: 1,
      skipped: [],
    });
  });

  it('tells which browser tests this machine could not run, and why', () => {
    const skipped = { status: 'skipped', annotations: [{ type: 'skip', description: 'no nginx' }] };
    const run = { status: 'expected', annotations: [] };
    const suites = [
      { specs: [{ tests: [run] }], suites: [{ specs: [{ tests: [skipped] }, { tests: [skipped] }] }] },
      { specs: [{ tests: [{ status: 'skipped', annotations: [] }] }] },
    ];
    expect(countPlaywright({ stats: { expected: 1, flaky: 0, unexpected: 0 }, suites })).toEqual({
      passed: 1,
      failed: 0,
      skipped: ['2 skipped: no nginx', '1 skipped: no reason is given'],
    });
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
