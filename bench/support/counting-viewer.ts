import { connect, type Socket } from 'node:net';

/** Appears once in each event of the fan-out and nowhere else in a stream. */
export const MARK = '~';
const MARK_BYTE = MARK.charCodeAt(0);
/** All viewers read into the same memory: they run one at a time. */
const buffer = Buffer.allocUnsafe(65_536);

/** A viewer that does nothing but count marks, so that a thousand of them leave the processor to the server. */
export class CountingViewer {
  seen = 0;
  bytes = 0;

  private constructor(private readonly socket: Socket) {}

  /** Resolves when the server has sent its first bytes. */
  static open(url: string, onSeen: () => void = () => undefined): Promise<CountingViewer> {
    const { hostname, port, pathname, search } = new URL(url);
    return new Promise((resolve, reject) => {
      const read = (length: number): boolean => {
        resolve(viewer);
        viewer.bytes += length;
        const bytes = buffer.subarray(0, length);
        for (let at = bytes.indexOf(MARK_BYTE); at >= 0; at = bytes.indexOf(MARK_BYTE, at + 1)) {
          viewer.seen++;
          onSeen();
        }
        return true;
      };
      const socket = connect({ host: hostname, port: Number(port), onread: { buffer, callback: read } });
      const viewer = new CountingViewer(socket);
      socket.once('error', reject);
      socket.write(
        `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: text/event-stream\r\n\r\n`,
      );
    });
  }

  close(): void {
    this.socket.destroy();
  }
}

/** Opens so many, not all at the same moment: the queue of a listening socket is short. */
export async function openViewers(
  count: number,
  url: string,
  onSeen?: () => void,
): Promise<CountingViewer[]> {
  const viewers: CountingViewer[] = [];
  while (viewers.length < count) {
    const batch = Math.min(100, count - viewers.length);
    viewers.push(
      ...(await Promise.all(Array.from({ length: batch }, () => CountingViewer.open(url, onSeen)))),
    );
  }
  return viewers;
}
