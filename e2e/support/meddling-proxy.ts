import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the proxy does to the streams that pass. */
export interface Meddling {
  /** Hands an answer on when it has ended, and not before. */
  buffers?: boolean;
  /** Cuts a stream at this age, ms. */
  cutsAfterMs?: number;
  /** Takes away the headers that say what a stream is and how it is to be treated, and where a viewer was. */
  strips?: boolean;
  /** Changes what a stream says, a piece at a time, from the moment on at which it is set; bytes as Latin-1. */
  garbles?: (piece: string) => string;
}

const STRIPPED = ['content-type', 'cache-control', 'x-accel-buffering', 'last-event-id'];

/**
 * A proxy between a browser and a server that does to streams what proxies do, over HTTP/1.1. It counts the streams that
 * are open, and can swallow the network without a word: connections stay, bytes do not pass.
 */
export class MeddlingProxy {
  /** Addresses of the streams that are open, the short answers of a long-poll not counted. */
  readonly streams = new Set<string>();
  /** The most that were open at a time. */
  mostStreams = 0;
  /** How many were opened. */
  opened = 0;
  meddling: Meddling = {};
  private swallowing = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: string,
  ) {
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) =>
      this.pass(incoming, outgoing),
    );
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  static async start(target: string): Promise<MeddlingProxy> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new MeddlingProxy(server, target);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on nothing passes, and nobody is told. */
  swallow(): void {
    this.swallowing = true;
  }

  /** New connections pass again; those that were there before never come back to life. */
  restore(): void {
    this.swallowing = false;
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (this.swallowing) return;
    const { method, headers, url = '/' } = incoming;
    const stream = url.startsWith('/api/sse/');
    const onward = request(new URL(url, this.target), { method, headers: this.cleaned(headers, stream) });
    onward.on('response', (answer) => this.answer(answer, outgoing, stream, url));
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }

  private answer(answer: IncomingMessage, outgoing: ServerResponse, stream: boolean, url: string): void {
    const meddling: Meddling = stream ? this.meddling : {};
    const { buffers, cutsAfterMs } = meddling;
    outgoing.writeHead(answer.statusCode ?? 502, this.cleaned(answer.headers, stream));
    if (url.startsWith('/api/sse/stream') && !url.includes('hold=')) this.count(outgoing, url);
    const cut = cutsAfterMs && setTimeout(() => outgoing.destroy(), cutsAfterMs);
    const held: Buffer[] = [];
    answer.on('data', (bytes: Buffer) => {
      const said = meddling.garbles?.(bytes.toString('latin1'));
      const chunk = said === undefined ? bytes : Buffer.from(said, 'latin1');
      if (buffers) held.push(chunk);
      else if (!this.swallowing) outgoing.write(chunk);
    });
    answer.on('error', () => outgoing.destroy());
    answer.on('end', () => !this.swallowing && outgoing.end(Buffer.concat(held)));
    outgoing.on('close', () => clearTimeout(cut || undefined));
  }

  private count(outgoing: ServerResponse, url: string): void {
    const stream = `${(this.opened += 1)} ${url}`;
    this.streams.add(stream);
    this.mostStreams = Math.max(this.mostStreams, this.streams.size);
    outgoing.on('close', () => this.streams.delete(stream));
  }

  private cleaned(headers: IncomingMessage['headers'], stream: boolean): IncomingMessage['headers'] {
    if (!stream || !this.meddling.strips) return headers;
    return Object.fromEntries(Object.entries(headers).filter(([name]) => !STRIPPED.includes(name)));
  }
}
