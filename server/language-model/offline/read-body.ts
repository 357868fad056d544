import type { IncomingMessage } from 'node:http';

const LIMIT = 4_000_000;

/** The JSON body of a request. @throws on more than 4 MB, on what is not a JSON object, and when the client leaves */
export async function readJsonBody(request: IncomingMessage): Promise<object> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > LIMIT) throw new Error('the request is larger than 4 MB');
    parts.push(part);
  }
  const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
  if (typeof body !== 'object' || body === null) throw new Error('the request is not a JSON object');
  return body;
}
