import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { Configuration } from '../config/configuration.js';

/** How long a browser may remember what it was allowed, s. */
const REMEMBER_S = 600;
const ADDRESS = '/embed/zzzero-session.js';
/** Angular calls the entry of every build so. */
const BUILT = '/embed/main.js';
const METHODS = 'GET, HEAD, POST, PATCH, DELETE';
const HEADERS = 'authorization, content-type, last-event-id';

/** Whether the request comes from a page that may embed sessions. */
export function isEmbedding({ headers }: Request, { embedOrigins }: Configuration): boolean {
  return headers.origin !== undefined && embedOrigins.includes(headers.origin.toLowerCase());
}

/**
 * Lets pages of the configured origins read the answers (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol). Never
 * with cookies: whoever asks from elsewhere says who he is in a header. Of any other page's questions nothing is said,
 * and its browser keeps the answers from it.
 */
export function allowEmbedding(configuration: Configuration) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (configuration.embedOrigins.length > 0) response.vary('Origin');
    if (!isEmbedding(request, configuration)) return next();
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin!);
    response.setHeader('Access-Control-Expose-Headers', 'content-disposition');
    if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return next();
    response.setHeader('Access-Control-Allow-Methods', METHODS);
    response.setHeader('Access-Control-Allow-Headers', HEADERS);
    response.setHeader('Access-Control-Max-Age', REMEMBER_S);
    response.status(204).end();
  };
}

/**
 * Serves the custom element at `/embed/zzzero-session.js`, to pages of any origin: it is the same for everybody, and can
 * do nothing where this server does not answer. Asked for anew each time, since its name stays the same.
 */
export function serveElement(app: NestExpressApplication, folder: string): void {
  app.use((request: Request, _response: Response, next: NextFunction) => {
    if (request.path === ADDRESS) request.url = BUILT;
    next();
  });
  app.useStaticAssets(folder, {
    prefix: '/embed/',
    index: false,
    setHeaders: (response: Response) => {
      response.setHeader('Cache-Control', 'no-cache');
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    },
  });
}
