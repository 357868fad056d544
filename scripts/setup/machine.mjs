import { accessSync, constants, statfsSync } from 'node:fs';
import { SetupError } from './setup-error.mjs';

/** Bytes free on the disk below which an install (near 1 GB, and as much while unpacking) is not begun. */
export const DISK_NEEDED = 2e9;

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];

/** Facts about this machine that decide whether an install can succeed. */
export function inspectMachine(root) {
  return {
    nodeVersion: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    musl: process.platform === 'linux' && !glibcVersion(),
    writable: isWritable(root),
    diskFree: diskFree(root),
    root,
  };
}

/** Throws a `SetupError` for the first thing that stands in the way. Pure. */
export function checkMachine({ nodeVersion, platform, musl, writable, diskFree, root }) {
  checkNode(nodeVersion);
  if (!PLATFORMS.includes(platform)) {
    throw new SetupError(
      `${platform} is not supported: there is no PostgreSQL for it. Supported: ${PLATFORMS.join(', ')}.`,
    );
  }
  if (musl) {
    throw new SetupError(
      'This Linux uses musl (Alpine?), for which there is no PostgreSQL in the npm registry. Use a system or container with glibc, e.g. Debian or Ubuntu.',
    );
  }
  if (!writable) {
    throw new SetupError(
      `${root} cannot be written by this user. Change its owner, or clone into a folder of your own.`,
    );
  }
  if (diskFree < DISK_NEEDED) {
    throw new SetupError(
      `Only ${(diskFree / 1e9).toFixed(1)} GB are free on the disk of ${root}; the first install needs 2 GB. Free some space and start again.`,
    );
  }
}

/** npm and these scripts need Node 20; everything else runs on the pinned Node 24. */
export function checkNode(version) {
  if (Number(version.split('.')[0]) < 20) {
    throw new SetupError(
      `Node.js ${version} is too old. Install Node.js 20 or newer from https://nodejs.org and start again.`,
    );
  }
}

/** The report names the C library; its list of network interfaces is left out because it can be slow. */
function glibcVersion() {
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime;
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function diskFree(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
