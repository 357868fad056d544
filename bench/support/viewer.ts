import { request, type ClientRequest, type IncomingMessage } from 'node:http';

/** One open stream over a socket of its own, read as bytes: nothing here may cost more than what is measured. */
export class Viewer {
  bytes = 0;
  private constructor(
    private readonly call: ClientRequest,
    readonly response: IncomingMessage,
  ) {}

  /** Resolves with the headers. */
  static open(url: string, onChunk: (chunk: Buffer) => void, headers = {}): Promise<Viewer> {
    return new Promise((resolve, reject) => {
      const call = request(url, { agent: false, headers: { accept: 'text/event-stream', ...headers } });
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
      call.end();
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
