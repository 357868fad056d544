import { EventType } from '@ag-ui/core';
import { sql } from 'kysely';
import type { Database } from '../../server/database/database.js';
import type { SseEvent } from '../../server/testing/api-client.js';
import { checkLog } from '../../server/testing/check-log.js';
import type { RecordedCall } from './recording-provider.js';

/** An event as the log's JSON has it. */
export interface LoggedEvent extends SseEvent {
  /** Epoch ms, of the commit, by the database's clock: the machine's own here. */
  at: number;
}

/** What is known of one session after the storm. */
export interface SessionRecord {
  id: string;
  character: string;
  log: readonly LoggedEvent[];
  /** What each viewer has seen. */
  views: readonly (readonly SseEvent[])[];
}

/** Everything that is wrong with a session, in words; nothing, if all promises were kept. */
export async function judge(record: SessionRecord, calls: readonly RecordedCall[]): Promise<string[]> {
  const own = calls.filter(({ character }) => character === record.character);
  const faults = [
    ...(await judgeLog(record)),
    ...judgeViews(record),
    ...judgeTexts(record, own),
    ...judgeCalls(record, own),
  ];
  return faults.map((fault) => `session ${record.id}: ${fault}`);
}

/** Gapless, well-formed, one ending a run; and that a good one. */
async function judgeLog({ log }: SessionRecord): Promise<string[]> {
  try {
    await checkLog(log);
  } catch (error) {
    return [`log: ${(error as Error).message}`];
  }
  const endings = log.filter(
    ({ event }) => event.type === EventType.RUN_FINISHED || event.type === EventType.RUN_ERROR,
  );
  if (endings.length !== 1) return [`log: ${endings.length} endings`];
  const { event } = endings[0]!;
  return event.type === EventType.RUN_FINISHED ? [] : [`log: ended with ${JSON.stringify(event)}`];
}

/** Every viewer has seen a beginning of the log, byte for byte. */
function judgeViews({ log, views }: SessionRecord): string[] {
  return views.flatMap((seen, viewer) => {
    const wrong = seen.findIndex(
      ({ seq, event }, n) => seq !== n + 1 || JSON.stringify(event) !== JSON.stringify(log[n]?.event),
    );
    return wrong < 0 ? [] : [`viewer ${viewer}: its event ${wrong + 1} is not the log's`];
  });
}

/** The final text of each item is exactly what one call was told, to its end. */
function judgeTexts({ log }: SessionRecord, calls: readonly RecordedCall[]): string[] {
  const texts = new Map<string, string>();
  const faults: string[] = [];
  const final = new Map<string, string>();
  for (const { event } of log) {
    if (event.type === EventType.TEXT_MESSAGE_CONTENT) {
      texts.set(event.messageId, (texts.get(event.messageId) ?? '') + event.delta);
    }
    if (event.type !== EventType.TEXT_MESSAGE_END || event.metadata?.['end'] !== 'complete') continue;
    const step = event.messageId.slice(0, event.messageId.lastIndexOf('.'));
    const text = texts.get(event.messageId) ?? '';
    if (final.has(step)) faults.push(`${step} has two final texts`);
    final.set(step, text);
    if (!calls.some((call) => call.step === step && call.whole && call.text === text)) {
      faults.push(`the text of ${event.messageId} is no call's: ${text.slice(-60)}`);
    }
  }
  if (final.size === 0) faults.push('it holds no final text');
  return faults;
}

/** Nothing finished is asked for again. */
function judgeCalls({ log }: SessionRecord, calls: readonly RecordedCall[]): string[] {
  const finished = new Map<string, number>();
  for (const { at, event } of log) {
    if (event.type === EventType.STEP_STARTED && finished.has(event.stepName)) {
      return [`${event.stepName} began again after it was done`];
    }
    if (event.type !== EventType.STATE_DELTA) continue;
    for (const { path, value } of event.delta as { path: string; value?: unknown }[]) {
      const step = /^\/items\/(.+)\/status$/.exec(path)?.[1];
      if (step && value === 'done') finished.set(step, at);
    }
  }
  return calls
    .filter((call) => call.startedAt > (finished.get(call.step) ?? Infinity))
    .map(
      (call) =>
        `${call.step} was asked for again, ${call.startedAt - finished.get(call.step)!} ms after it was done`,
    );
}

/** What must not be left in the database when every run has ended. */
export async function judgeDatabase(database: Database, servers: number): Promise<string[]> {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from runs where status in ('queued', 'running')) as "unfinished runs",
           (select count(*) from runs where lease_holder is not null) as "leases",
           (select count(*) from pgboss.job where name = 'runs' and state in ('created', 'retry', 'active')) as "jobs",
           (select count(*) from pg_locks where locktype = 'advisory' and classid = 7861 and objsubid = 2)
             - ${servers}::int as "locks of workers beyond the living",
           (select count(*) from pg_locks where locktype = 'advisory' and classid not in (7861, 7862)
               and database = (select oid from pg_database where datname = current_database())) as "other locks"`.execute(
    database,
  );
  return Object.entries(rows[0]!).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what} left`]));
}
