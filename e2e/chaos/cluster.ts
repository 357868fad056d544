import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseProxy } from '../../server/testing/database-proxy.js';
import { OwnPostgres } from '../../server/testing/own-postgres.js';
import { urlOf } from '../../server/testing/test-database.js';
import { ZzzeroServer } from '../support/zzzero-server.js';
import type { Blow } from './schedule.js';
import type { SeededRandom } from './seeded-random.js';

/** Several servers on a PostgreSQL of their own, and what can be done to them. */
export class Cluster {
  /** Blows under way: whoever was killed comes back, whoever was frozen thaws. */
  private readonly recovering = new Set<Promise<void>>();

  private constructor(
    readonly postgres: OwnPostgres,
    readonly servers: readonly ZzzeroServer[],
    /** From each server to the database. */
    private readonly wires: readonly DatabaseProxy[],
  ) {}

  static async start(replicas: number, environment: Record<string, string>, root?: string): Promise<Cluster> {
    const postgres = await OwnPostgres.start();
    const servers: ZzzeroServer[] = [];
    const wires: DatabaseProxy[] = [];
    for (let n = 0; n < replicas; n++) {
      const wire = await DatabaseProxy.start(postgres.test.connection);
      wires.push(wire);
      servers.push(await ZzzeroServer.start({ ...environment, DATABASE_URL: urlOf(wire.connection) }, root));
    }
    return new Cluster(postgres, servers, wires);
  }

  /** The address of some server, well or not. */
  any(random: SeededRandom): string {
    return random.pick(this.servers).url;
  }

  /** Deals the blows at their times, and waits until all are overcome. */
  async storm(blows: readonly Blow[]): Promise<void> {
    const start = performance.now();
    for (const blow of blows) {
      await delay(Math.max(0, blow.at - (performance.now() - start)));
      const recovery = this.deal(blow);
      this.recovering.add(recovery);
      void recovery.finally(() => this.recovering.delete(recovery));
    }
    await Promise.all(this.recovering);
  }

  async stop(): Promise<void> {
    for (const server of this.servers) await server.stop();
    for (const wire of this.wires) await wire.stop();
    await this.postgres.remove();
  }

  private async deal(blow: Blow): Promise<void> {
    switch (blow.kind) {
      case 'kill':
      case 'terminate': {
        const server = this.servers[blow.replica]!;
        if (!server.running) return;
        await (blow.kind === 'kill' ? server.kill() : server.terminate());
        await delay(blow.backAfter);
        return this.begin(server);
      }
      case 'begin':
        return this.begin(this.servers[blow.replica]!);
      case 'freeze': {
        const server = this.servers[blow.replica]!;
        if (!server.running || server.frozen) return;
        server.freeze();
        await delay(blow.thawAfter);
        return server.thaw();
      }
      case 'cut':
        // The database may be on its way back from a restart: then there is nothing to cut.
        await this.postgres.cutAll().catch(() => 0);
        return;
      case 'sever':
        // The next append of this server; the log's own statement is named so.
        this.wires[blow.replica]!.order('append', blow.cut);
        return;
      case 'restart':
        return this.postgres.restart(blow.ending);
    }
  }

  /** A server whose database is away does not start; an operator starts it again. */
  private async begin(server: ZzzeroServer): Promise<void> {
    for (;;) {
      try {
        return await server.start();
      } catch {
        await delay(500);
      }
    }
  }
}
