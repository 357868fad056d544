import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { NextFunction, Request, Response } from 'express';
import type { Configuration } from '../config/configuration.js';
import { isLoopback } from '../config/loopback.js';
import { Problem } from '../problem/problem.js';
import { sendProblem } from '../problem/send-problem.js';
import { isEmbedding } from './embedding.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const WILDCARDS = new Set(['0.0.0.0', '::']);

/**
 * Keeps foreign web pages out of a server that has no sign-in.
 * A page whose name was re-pointed to this machine (DNS rebinding) carries its own name in `Host`: refused.
 * A page that posts here from elsewhere carries its own `Origin`: refused, unless it may embed sessions. Programs send
 * neither.
 */
export function hostOriginGuard(configuration: Configuration) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const problem = refusal(request, configuration);
    if (problem) sendProblem(response, problem);
    else next();
  };
}

function refusal(request: Request, configuration: Configuration): Problem | undefined {
  const host = parseHost(request.headers.host);
  if (!host || !isOurs(host.hostname, configuration)) {
    return new Problem(403, 'host_forbidden', { detail: 'This server does not answer under that name.' });
  }
  if (SAFE_METHODS.has(request.method) || isSameOrigin(request, host)) return undefined;
  if (isEmbedding(request, configuration)) return undefined;
  return new Problem(403, 'origin_forbidden', { detail: 'Another web site may not change anything here.' });
}

/** An address cannot be re-pointed by anyone's DNS, so a server open to the network accepts any. */
function isOurs(name: string, { host, allowedHosts }: Configuration): boolean {
  if (isLoopback(name) || name === host.toLowerCase() || allowedHosts.includes(name)) return true;
  return WILDCARDS.has(host) && (isIP(name) !== 0 || name === hostname().toLowerCase());
}

/** Schemes are not compared: a proxy in front of us may speak TLS. */
function isSameOrigin(request: Request, host: URL): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return request.headers['sec-fetch-site'] !== 'cross-site';
  return URL.canParse(origin) && new URL(origin).host === host.host;
}

/** Lower-cased by the URL parser, without IPv6 brackets in `hostname`. */
function parseHost(header: string | undefined): URL | undefined {
  const text = `http://${header ?? ''}`;
  if (!header || /[/@?#\s]/.test(header) || !URL.canParse(text)) return undefined;
  return new URL(text);
}
