import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npmCommand } from './setup/npm.mjs';
import { runAttached } from './setup/run-attached.mjs';
import { runMain, SetupError } from './setup/setup-error.mjs';
import { seconds } from './setup/stage.mjs';
import { countJest, countPlaywright, countReport, sum, verdict } from './test/count.mjs';
import { ROOT, setup } from './setup.mjs';

/**
 * Everything that must hold, in this order; what stands side by side runs so. A failing stage does not keep the later ones
 * from telling what they know.
 */
function stages(reports) {
  const jest = join(reports, 'jest.json');
  const e2e = join(reports, 'e2e.json');
  return [
    [
      { title: 'Type check', run: () => script('typecheck') },
      { title: 'Lint', run: () => script('lint') },
    ],
    [{ title: 'Build', run: buildAll }],
    [
      {
        title: 'Unit and integration tests',
        run: () => script('jest', ['--json', `--outputFile=${jest}`]),
        count: (code) => countReport(jest, code, countJest),
      },
    ],
    [
      {
        title: 'Browser tests',
        run: () => script('e2e', ['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: e2e }),
        count: (code) => countReport(e2e, code, countPlaywright),
      },
    ],
    // Fails only on ratios that are far off; the figures are printed.
    [{ title: 'Bench, in short', run: () => script('bench', ['--slice']) }],
  ];
}

/** A script of package.json, the one place that says how each tool is called. */
function script(name, args = [], env = {}) {
  const { command, args: npm } = npmCommand(process.env);
  return runAttached(
    command,
    [...npm, 'run', '--silent', name, ...(args.length > 0 ? ['--', ...args] : [])],
    {
      cwd: ROOT,
      env: { ...process.env, ...env },
    },
  );
}

/** By the same way as `npm start`, which then has nothing left to build. */
async function buildAll() {
  try {
    await setup();
    return 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function runStages(reports) {
  const results = [];
  for (const together of stages(reports)) {
    console.log(`\n— ${together.map(({ title }) => title).join(', ')}`);
    results.push(...(await Promise.all(together.map(runStage))));
  }
  return results;
}

async function runStage({ title, run, count = (code) => ({ passed: 0, failed: code === 0 ? 0 : 1 }) }) {
  const began = performance.now();
  const code = await run();
  // Ctrl-C or an end from outside: the rest was not asked for any more.
  if (code === 130 || code === 143) throw new SetupError(`Interrupted during: ${title}.`);
  return { title, time: seconds(began), ...count(code) };
}

await runMain(async () => {
  const reports = mkdtempSync(join(tmpdir(), 'zzzero-test-'));
  try {
    await setup({ build: false });
    const results = await runStages(reports);
    console.log('');
    for (const { title, time, passed, failed, skipped = [] } of results) {
      console.log(
        `  ${failed === 0 ? '✓' : '✗'} ${title}, ${time}${passed + failed > 0 ? `: ${verdict({ passed, failed })}` : ''}`,
      );
      for (const told of skipped) console.log(`    ! ${told}`);
    }
    const total = sum(results);
    process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
    console.log(`\n${verdict(total)}`);
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
});
