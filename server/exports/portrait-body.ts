import { raw, type NextFunction, type Request, type Response } from 'express';

/** Bytes of an uploaded portrait. */
const PORTRAIT_LIMIT = 8_000_000;

const PATH = /^\/api\/sessions\/[^/]+\/export$/;

/** Reads a PNG, where one is expected and nowhere else; everything else is left to the parser of JSON. */
export function portraitBody() {
  const parser = raw({ type: 'image/png', limit: PORTRAIT_LIMIT });
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method === 'POST' && PATH.test(request.path)) parser(request, response, next);
    else next();
  };
}
