import { json, type NextFunction, type Request, type Response } from 'express';

/** Bytes of a whole template: a thousand items, every text of full length, three bytes a character. */
const TEMPLATE_LIMIT = 12_000_000;

const PATH = /^\/api\/templates\/[^/]+$/;

/** Reads what the editor saves, longer than other requests may be; everything else is left to the parser of JSON. */
export function templateBody() {
  const parser = json({ limit: TEMPLATE_LIMIT });
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method === 'PUT' && PATH.test(request.path)) parser(request, response, next);
    else next();
  };
}
