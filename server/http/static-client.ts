import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import expressStaticGzip from 'express-static-gzip';

/** Names that Angular's build derives from the content: `main-ABCD1234.js`, `chunk-BwCtja5l.js`, `media/…-ABCD1234.woff2`. */
const HASHED = /\/(?:main|styles|chunk|media\/.+)-[\w-]{8}\.\w+(?:\.br)?$/;
/** Those that the build has packed. */
const PACKED = /^\/(?:main|styles|chunk)-[\w-]{8}\.\w+$/;

/**
 * Serves the built portal, packed as far as the build has done so: files whose name holds a hash for a year, all others to be asked for anew each time,
 * and the page itself for every address outside `/api` that looks like a page, since the portal routes them itself.
 */
export function serveClient(app: NestExpressApplication, folder: string): void {
  const setHeaders = (response: ServerResponse, path: string): void => {
    const lasts = HASHED.test(path);
    response.setHeader('Cache-Control', lasts ? 'public, max-age=31536000, immutable' : 'no-cache');
  };
  const packed = expressStaticGzip(folder, { index: false, enableBrotli: true, serveStatic: { setHeaders } });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (PACKED.test(request.path)) packed(request, response, next);
    else next();
  });
  app.useStaticAssets(folder, { index: false, setHeaders });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!isPage(request)) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(folder, 'index.html'), { cacheControl: false }, (error) => {
      if (error && !response.headersSent) next();
    });
  });
}

/** A missing script must stay a 404: a page in its place would be a puzzling syntax error. */
function isPage({ method, path, headers }: Request): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (path === '/api' || path.startsWith('/api/')) return false;
  return (headers.accept ?? '').includes('text/html') || !/\.[^/]*$/.test(path);
}
