import { ZzzeroServer } from '../../e2e/support/zzzero-server.js';
import { OwnPostgres } from '../../server/testing/own-postgres.js';
import { get, post } from '../../server/testing/api-client.js';
import { urlOf } from '../../server/testing/test-database.js';

interface Options {
  categories: { id: string; items: { id: string }[] }[];
}

/** A run that was asked for. */
export interface StartedRun {
  session_id: string;
  run_id: string;
}

/** The product as it is shipped: built servers in processes of their own on a PostgreSQL of their own. */
export class System {
  private constructor(
    readonly postgres: OwnPostgres,
    readonly servers: readonly ZzzeroServer[],
    private readonly categories: Options['categories'],
  ) {}

  /**
   * @param provider base URL of the provider
   * @param roles one server each
   */
  static async start(
    provider: string,
    roles: readonly ('all' | 'web' | 'worker')[] = ['all'],
    environment: Record<string, string> = {},
  ): Promise<System> {
    const postgres = await OwnPostgres.start();
    const servers: ZzzeroServer[] = [];
    for (const ZZZERO_ROLE of roles) {
      servers.push(
        await ZzzeroServer.start({
          DATABASE_URL: urlOf(postgres.test.connection),
          ZZZERO_ROLE,
          OPENAI_BASE_URL: provider,
          OPENAI_API_KEY: 'sk-bench',
          OPENAI_MODEL: 'scripted-model',
          PROVIDER_MAX_CONCURRENCY: '1000',
          MAX_ACTIVE_RUNS: '1000',
          ...environment,
        }),
      );
    }
    const { body } = await get<Options>(`${servers.at(-1)!.url}/api/workflow/character_profile/options`);
    return new System(postgres, servers, body.categories);
  }

  /** The server that viewers ask: the last one. */
  get url(): string {
    return this.servers.at(-1)!.url;
  }

  /** A profile of so many categories, all without a number. */
  async startRun(
    options: { name?: string; categories?: number; concurrency?: number; language?: string } = {},
  ): Promise<StartedRun> {
    const { name = '沈知微', categories, concurrency = 1, language = 'zh' } = options;
    const { status, body } = await post<StartedRun>(`${this.url}/api/workflow/character_profile_stream`, {
      character_name: name,
      language,
      selected_categories: this.categories.slice(0, categories).map(({ id }) => id),
      concurrency,
    });
    if (status >= 300) throw new Error(`no run: ${JSON.stringify(body)}`);
    return body;
  }

  stream({ session_id }: StartedRun): string {
    return `${this.url}/api/sse/stream/${session_id}`;
  }

  async stopRun({ run_id }: StartedRun): Promise<void> {
    await post(`${this.url}/api/runs/${run_id}/stop`);
  }

  /** Resolves when the run has ended, with how. */
  async ended({ run_id }: StartedRun): Promise<string> {
    for (;;) {
      const { body } = await get<{ status: string }>(`${this.url}/api/runs/${run_id}`);
      if (!['queued', 'running'].includes(body.status)) return body.status;
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.servers) await server.stop();
    await this.postgres[Symbol.asyncDispose]();
  }
}
