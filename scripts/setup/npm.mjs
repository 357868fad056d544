import { existsSync } from 'node:fs';

/**
 * How to call npm. Under `npm start` it is the npm that runs us, with its own Node: the pinned Node lies in the
 * folder that `npm ci` replaces. Pure but for a look at the two files.
 */
export function npmCommand({ npm_execpath: npm, npm_node_execpath: node }) {
  if (npm?.endsWith('.js') && node && existsSync(npm) && existsSync(node))
    return { command: node, args: [npm] };
  return { command: 'npm', args: [] };
}

const NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|EIDLETIMEOUT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|CERT_HAS_EXPIRED)\b/;

/** The one line for a failed `npm ci`: what it was and what helps. Pure. */
export function explainNpm(code, output) {
  if (code === 127)
    return 'npm was not found. Install Node.js 24, which brings it, from https://nodejs.org and start again.';
  if (/\bENOSPC\b/.test(output))
    return 'The disk is full. The install needs 2 GB: free some space and start again.';
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output)) {
    const path = /npm (?:error|ERR!) path (.+)/.exec(output)?.[1]?.trim() ?? 'its cache or node_modules';
    return `npm may not write to ${path}. Give that folder to this user and start again.`;
  }
  const network = NETWORK.exec(output)?.[1];
  if (network) {
    return `The npm registry cannot be reached (${network}). Check the network; behind a proxy set HTTPS_PROXY, for another registry run "npm config set registry <url>"; then start again.`;
  }
  const reason = /npm (?:error|ERR!) (?!code |errno |syscall |A complete log)(.*\S)/.exec(output)?.[1];
  return `npm ci failed (${reason ?? `code ${code}`}). Run "npm ci" to see all of it.`;
}
