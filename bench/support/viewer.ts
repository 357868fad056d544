import { request, type ClientRequest, type IncomingMessage } from 'node:http';

/** How a viewer asks for his stream. */
export interface ViewerRequest {
  url: string;
  headers?: Record<string, string>;
  /** JSON; with one it is a POST. */
  body?: string;
}

/** One open stream over a socket of its own, read as bytes: nothing here may cost more than what is measured. */
export class Viewer {
  bytes = 0;
  private constructor(
    private readonly call: ClientRequest,
    readonly response: IncomingMessage,
  ) {}

  /** Resolves with the headers. */
  static open({ url, headers, body }: ViewerRequest, onChunk: (chunk: Buffer) => void): Promise<Viewer> {
    return new Promise((resolve, reject) => {
      const call = request(url, {
        agent: false,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          accept: 'text/event-stream',
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
      });
      call.once('error', reject);
      call.once('response', (response) => {
        if (response.statusCode !== 200) {
          reject(new Error(`${response.statusCode} of ${url}`));
          return;
        }
        const viewer = new Viewer(call, response);
        call.on('error', () => undefined);
        response.on('error', () => undefined);
        response.on('data', (chunk: Buffer) => {
          viewer.bytes += chunk.length;
          onChunk(chunk);
        });
        resolve(viewer);
      });
      call.end(body);
    });
  }

  /** Resolves when the server has ended the stream. */
  get ended(): Promise<void> {
    return new Promise((resolve) => this.response.once('close', resolve));
  }

  close(): void {
    this.call.destroy();
  }
}
