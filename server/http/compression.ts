import compression from 'compression';
import type { RequestHandler } from 'express';

/** What shrinks to a quarter and is read as a whole: the portal's files and the API's documents. */
const WORTHWHILE = /^(?:application\/(?:\w+\+)?json|text\/(?:css|html|javascript)|image\/svg\+xml)\b/;
/** Streams pass untouched: what an encoder gathers comes late. */
const STREAMS = '/api/sse/';

/**
 * Compresses answers as the browser asks for it, with Brotli where it can: `npm start` has no proxy in front that would,
 * and the portal would be 0.8 MB instead of 0.2. Downloads keep their length.
 */
export function compressAnswers(): RequestHandler {
  const compress = compression({
    filter: (_request, response) =>
      WORTHWHILE.test(String(response.getHeader('Content-Type'))) &&
      !response.hasHeader('Content-Disposition'),
  });
  return (request, response, next) => {
    if (request.path.startsWith(STREAMS)) next();
    else compress(request, response, next);
  };
}
