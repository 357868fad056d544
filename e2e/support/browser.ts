import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

/** No sandbox, since CI runs as root; no chatter, since CI has no network. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/**
 * Which Chromium the tests drive: `CHROME_PATH`, Playwright's own, one on the PATH, else the one inside
 * `@sparticuz/chromium`, which comes with `npm ci` and needs nothing of the machine (x64 Linux).
 */
export async function findBrowser(): Promise<LaunchOptions> {
  return { executablePath: executable() ?? (await packaged()), args: ARGUMENTS };
}

function executable(): string | undefined {
  const given = process.env['CHROME_PATH'];
  if (given) return given;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

async function packaged(): Promise<string> {
  const root = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  // It unpacks into the temporary folder and reuses whatever lies there, of any version.
  const folder = resolve(import.meta.dirname, '../../node_modules/.cache', `chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  // Makes it unpack its own nss, nspr and fonts for a bare machine. Where there are fonts it must not: with its own
  // font configuration Chromium ends in the fallback of the first Chinese character (SkFontMgr, measured).
  if (!existsSync('/etc/fonts/fonts.conf')) process.env['AWS_LAMBDA_JS_RUNTIME'] ??= '24.x';
  try {
    const { default: browser } = await import('@sparticuz/chromium');
    return await browser.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
