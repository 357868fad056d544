import { setTimeout as delay } from 'node:timers/promises';
import { OwnPostgres } from '../../server/testing/own-postgres.js';
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
  ) {}

  static async start(replicas: number, environment: Record<string, string>, root?: string): Promise<Cluster> {
    const postgres = await OwnPostgres.start();
    const servers: ZzzeroServer[] = [];
    for (let n = 0; n < replicas; n++) {
      servers.push(await ZzzeroServer.start({ ...environment, DATABASE_URL: postgres.test.url }, root));
    }
    return new Cluster(postgres, servers);
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
