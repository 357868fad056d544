import { EventType } from '@ag-ui/core';
import { playsAt } from '../language-model/scripted/acts.js';
import { ScriptedProvider } from '../language-model/scripted/scripted-provider.js';
import type { RunStateDocument } from '../workflow/run-state.dto.js';
import { follow, get, post, type SseEvent } from './api-client.js';
import { checkLog } from './check-log.js';
import { OwnPostgres } from './own-postgres.js';
import { startTestApplication, type TestApplication } from './test-application.js';
import { until } from './until.js';

const RUNS = 3;
/** Answers of some five seconds, tokens a second a call. */
const PACE = 40;
/** Answers that no outage outlasts. */
export const SLOW = 10;
/** Of what is wanted done by then, and of what is left afterwards. */
const FAST = 20_000;

/** Ids of a run. */
export interface Started {
  session_id: string;
  run_id: string;
}

/** Runs with a viewer each, on a PostgreSQL of their own and a provider at whose socket one may count. */
export class RunLoad {
  private pace = PACE;

  private constructor(
    readonly postgres: OwnPostgres,
    readonly provider: ScriptedProvider,
    readonly app: TestApplication,
    private readonly category: string,
  ) {
    provider.always('*', (answer) => answer.play({}, this.pace));
  }

  static async prepare(): Promise<RunLoad> {
    const postgres = await OwnPostgres.start();
    const provider = await ScriptedProvider.start({ tokensPerSecond: PACE });
    const environment = {
      OPENAI_BASE_URL: provider.baseUrl,
      OPENAI_API_KEY: 'sk-test',
      OPENAI_MODEL: 'scripted-model',
      PROVIDER_MAX_CONCURRENCY: '64',
    };
    const app = await startTestApplication(environment, [], postgres.test);
    const { body } = await get<{ categories: { id: string; items: { id: string }[] }[] }>(
      `${app.api}/workflow/character_profile/options`,
    );
    const { id, items } = body.categories[0]!;
    provider.always('canon', playsAt(FAST));
    provider.always(items[0]!.id, playsAt(FAST));
    return new RunLoad(postgres, provider, app, id);
  }

  /**
   * `blow` falls while every run writes. Afterwards each must write on, by itself, and end well; its viewer must have
   * seen what the log says, and nothing that was finished may have been begun again.
   */
  async suffer(
    blow: (runs: readonly Started[]) => Promise<void>,
    pace = PACE,
  ): Promise<{ runs: Started[]; logs: SseEvent[][] }> {
    this.pace = pace;
    const answers = await Promise.all(Array.from({ length: RUNS }, () => this.start()));
    const runs = answers.map(({ body }) => body);
    const viewers = runs.map((run) => follow(this.stream(run), { patient: true }));
    await this.untilAllWrite(runs);
    const done = await Promise.all(runs.map((run) => this.done(run)));
    await blow(runs);
    const before = await this.heads(runs);
    this.pace = FAST;
    const logs = await Promise.all(viewers);
    for (const [index, log] of logs.entries()) {
      await checkLog(log);
      expect(log.length).toBeGreaterThan(before[index]!);
      expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
      expect(await follow(this.stream(runs[index]!))).toEqual(log);
      const repeated = repeatedSteps(log);
      expect(done[index]!.filter((step) => repeated.includes(step))).toEqual([]);
    }
    return { runs, logs };
  }

  /** Asks for a run. */
  start(): Promise<{ status: number; body: Started & { code?: string } }> {
    return post(`${this.app.api}/workflow/character_profile_stream`, {
      character_name: '沈知微',
      selected_categories: [this.category],
      concurrency: 4,
    });
  }

  stream({ session_id }: Started): string {
    return `${this.app.api}/sse/stream/${session_id}`;
  }

  /** Resolves when we have hung up on the provider in the middle of its answers, and no call is left open. */
  async untilHungUp(): Promise<void> {
    const before = this.provider.calls.filter(({ closedBy }) => closedBy === 'client').length;
    await this.provider.until((calls) => {
      const hungUp = calls.filter(({ closedBy }) => closedBy === 'client').length;
      return hungUp > before && calls.every(({ closedAt }) => closedAt !== undefined);
    });
  }

  /** How often a worker was taken for dead, a run. */
  async takeovers(runs: readonly Started[]): Promise<number[]> {
    const ids = runs.map(({ run_id }) => run_id);
    const { database } = this.postgres.test;
    const rows = await database.selectFrom('runs').select('takeovers').where('id', 'in', ids).execute();
    return rows.map((row) => row.takeovers);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.provider.stop();
    await this.postgres.remove();
  }

  private async heads(runs: readonly Started[]): Promise<number[]> {
    const { database } = this.postgres.test;
    const heads: number[] = [];
    await until(async () => {
      const found = runs.map(({ session_id }) =>
        database
          .selectFrom('events')
          .select((eb) => eb.fn.max('seq').as('head'))
          .where('session_id', '=', session_id)
          .executeTakeFirstOrThrow(),
      );
      heads.splice(0, heads.length, ...(await Promise.all(found)).map(({ head }) => head));
      return true;
    });
    return heads;
  }

  private async untilAllWrite(runs: readonly Started[]): Promise<void> {
    await until(async () => {
      const states = await Promise.all(runs.map((run) => this.statuses(run)));
      return states.every((items) => items.has('done') && (items.has('writing') || items.has('thinking')));
    }, 20_000);
  }

  private async statuses(run: Started): Promise<Set<string>> {
    return new Set(Object.values(await this.items(run)).map(({ status }) => status));
  }

  private async done(run: Started): Promise<string[]> {
    const items = Object.entries(await this.items(run));
    return items.flatMap(([id, { status }]) => (status === 'done' ? [id] : []));
  }

  private async items({ run_id }: Started): Promise<RunStateDocument['items']> {
    return (await get<{ state: RunStateDocument }>(`${this.app.api}/runs/${run_id}`)).body.state.items;
  }
}

/** Steps that were begun more than once. */
export function repeatedSteps(log: readonly SseEvent[]): string[] {
  const seen = new Set<string>();
  return log.flatMap(({ event }) => {
    if (event.type !== EventType.STEP_STARTED) return [];
    if (seen.has(event.stepName)) return [event.stepName];
    seen.add(event.stepName);
    return [];
  });
}
