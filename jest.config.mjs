import presets from 'jest-preset-angular/presets/index.js';

/** Native ES modules, transformed one by one: the tests run the module semantics of production. */
const server = {
  displayName: 'server',
  roots: ['<rootDir>/server'],
  testEnvironment: 'node',
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { module: { type: 'es6' } }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // The throttler and other CommonJS packages would otherwise require() Nest's ES modules in a cycle.
  setupFiles: ['<rootDir>/server/testing/setup.ts'],
  globalSetup: '<rootDir>/server/testing/global-setup.mjs',
  globalTeardown: '<rootDir>/server/testing/global-teardown.mjs',
};

const client = {
  ...presets.createEsmPreset({
    testEnvironment: 'jest-preset-angular/environments/jest-jsdom-env',
    tsconfig: '<rootDir>/client/tsconfig.spec.json',
  }),
  displayName: 'client',
  roots: ['<rootDir>/client/src'],
  setupFilesAfterEnv: ['<rootDir>/client/src/setup-jest.ts'],
};

/** Plain Node, as setup has to be. */
const scripts = {
  displayName: 'scripts',
  roots: ['<rootDir>/scripts'],
  testEnvironment: 'node',
  testMatch: ['**/*.spec.mjs'],
  moduleFileExtensions: ['mjs', 'js', 'json'],
  transform: {},
};

/** The first suite that needs PostgreSQL waits for its initdb, on a machine that may be busy. Of projects Jest ignores it. */
const testTimeout = 30_000;

/** Jest would leave a core free, and on two cores that is half of them. Many suites wait for a lease or a timeout anyway. */
const maxWorkers = '100%';

export default { testTimeout, maxWorkers, projects: [server, client, scripts] };
