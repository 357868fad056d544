import { defineConfig } from '@playwright/test';
import { findBrowser } from './support/browser.js';

const MEASURED = 'cost.spec.ts';

export default defineConfig({
  testDir: '.',
  projects: [
    { name: 'stories', testMatch: '*.spec.ts', testIgnore: MEASURED },
    // What is measured has the machine to itself; `--no-deps` runs it alone.
    { name: 'measured', testMatch: MEASURED, dependencies: ['stories'] },
  ],
  outputDir: '../test-results',
  // Three files at a time: most of them wait most of the time, for a kill, a lease, a cut. No test may depend on a pace.
  workers: 3,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    launchOptions: await findBrowser(),
    screenshot: 'only-on-failure',
    // A recording of every step costs much of the time; `TRACE=1` when one is to be looked into.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    locale: 'zh-CN',
  },
});
