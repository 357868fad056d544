import { defineConfig } from '@playwright/test';
import base from './playwright.config.js';

/** `npm run screenshots`: the pictures of the README, to be looked at before they are committed. */
export default defineConfig({
  ...base,
  projects: [{ name: 'pictures', testMatch: 'screenshots.ts' }],
  outputDir: '../test-results/screenshots',
});
