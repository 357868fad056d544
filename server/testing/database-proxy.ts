import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { PgConnection } from '../database/pg-connection.js';

/**
 * Where the connection breaks around a statement that is a transaction of its own.
 * `request`: before the server has heard of it. `commit`: while the server works on it, or commits it.
 * `answer`: it is committed, and the client is never told. `halfway`: in the middle of the answer.
 */
export type Cut = 'request' | 'commit' | 'answer' | 'halfway';

/** A wire between a client and PostgreSQL that a test can cut at an exact place. */
export class DatabaseProxy {
  /** Cuts that were made, in order. */
  readonly made: Cut[] = [];
  private readonly ordered: { marker: string; cut: Cut }[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: PgConnection,
  ) {
    server.on('connection', (client) => this.join(client));
  }

  static async start(target: PgConnection): Promise<DatabaseProxy> {
    const server = createServer();
    const proxy = new DatabaseProxy(server, target);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  /** The database, by way of this wire. */
  get connection(): PgConnection {
    return { ...this.target, host: '127.0.0.1', port: (this.server.address() as AddressInfo).port };
  }

  /** The next statement whose bytes contain `marker` (its name, say) meets this cut; orders are met one by one. */
  order(marker: string, cut: Cut): void {
    this.ordered.push({ marker, cut });
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket): void {
    const { host, port } = this.target;
    const server = host!.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port!, host);
    let pending: Cut | undefined;
    const sever = (cut: Cut): void => {
      this.made.push(cut);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      // What a cut does to the other end is what the test is about.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on('data', (bytes) => {
      const order = this.ordered[0];
      if (order && bytes.includes(order.marker)) {
        this.ordered.shift();
        pending = order.cut;
      }
      if (pending === 'request') return sever('request');
      if (pending === 'commit') server.write(bytes, () => sever('commit'));
      else server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (pending === 'answer') return sever('answer');
      if (pending === 'halfway') client.write(bytes.subarray(0, bytes.length / 2), () => sever('halfway'));
      else client.write(bytes);
    });
  }
}
