import type { QueryConfig } from 'pg';
import type { Batch } from './session-writer.js';

/**
 * Fence, events, checkpoints, artifacts and endings in one statement: one round trip, one transaction. What belongs to
 * a batch says so by its place in the list, from 1; a fenced batch leaves no trace and does not reject the others.
 * Answers which batches hold their lease, and the time, ms.
 */
const text = (onConflict: string): string => `
with fence as materialized (
  select f.n, r.id, r.session_id
    from unnest($1::text[], $2::bigint[]) with ordinality as f(run_id, epoch, n)
    join runs r on r.id = f.run_id and r.epoch = f.epoch
  for share of r
), new_events as (
  insert into events (session_id, seq, run_id, data)
  select fence.session_id, e.seq, fence.id, e.data
    from unnest($3::bigint[], $4::bigint[], $5::text[]) as e(n, seq, data)
    join fence on fence.n = e.n
  ${onConflict}
), new_checkpoints as (
  insert into checkpoints (session_id, step_id, attempt, run_id, output, provenance)
  select fence.session_id, c.step_id, c.attempt, fence.id, c.output, c.provenance
    from unnest($6::bigint[], $7::text[], $8::int[], $9::text[], $10::text[])
      as c(n, step_id, attempt, output, provenance)
    join fence on fence.n = c.n
  on conflict do nothing
), new_artifacts as (
  insert into artifacts (session_id, name, run_id, media_type, bytes, sha256, content)
  select fence.session_id, a.name, fence.id, a.media_type, length(a.content), a.sha256, a.content
    from unnest($11::bigint[], $12::text[], $13::text[], $14::text[], $15::bytea[])
      as a(n, name, media_type, sha256, content)
    join fence on fence.n = a.n
  on conflict (session_id, name) do update set run_id = excluded.run_id, media_type = excluded.media_type,
    bytes = excluded.bytes, sha256 = excluded.sha256, content = excluded.content, updated_at = now()
), endings as (
  update runs set status = e.status, error_code = e.error_code, finished_at = clock_timestamp(), lease_holder = null,
    input_tokens = e.input_tokens, output_tokens = e.output_tokens, cost = e.cost, currency = e.currency
    from unnest($16::bigint[], $17::text[], $18::text[], $19::int[], $20::int[], $21::float8[], $22::text[])
      as e(n, status, error_code, input_tokens, output_tokens, cost, currency)
    join fence on fence.n = e.n
   where runs.id = fence.id
)
select array(select n::int from fence) as held, (extract(epoch from clock_timestamp()) * 1000)::float8 as at`;

const FIRST = text('');
/** Numbers come from the lease holder, so a repeat after an unknown outcome stores nothing twice. */
const AGAIN = text('on conflict do nothing');

/** What the statement answers, in one row. */
export interface Appended {
  /** Places, from 1, of the batches whose lease is held. */
  held: number[];
  /** Of the commit, epoch ms. */
  at: number;
}

/**
 * The statement that stores the batches; see `text`.
 *
 * @param again they may have been stored already. Looking for that makes each row dearer by more than a third (bench/),
 *   and who holds the lease and writes for the first time meets no row of his number
 */
export function appendStatement(batches: readonly Batch[], again: boolean): QueryConfig {
  const columns: unknown[][] = Array.from({ length: 22 }, () => []);
  const add = (first: number, ...values: unknown[]): void =>
    values.forEach((value, index) => columns[first - 1 + index]!.push(value));
  for (const [index, { fence, events, checkpoints, artifacts, ending }] of batches.entries()) {
    const n = index + 1;
    add(1, fence.runId, fence.epoch);
    for (const { seq, data } of events) add(3, n, seq, data);
    for (const { stepId, attempt, output, provenance } of checkpoints) {
      add(6, n, stepId, attempt, output, provenance ?? null);
    }
    for (const { name, mediaType, sha256, content } of artifacts)
      add(11, n, name, mediaType, sha256, content);
    if (ending) {
      const { inputTokens, outputTokens, cost, currency } = ending.spent;
      add(
        16,
        n,
        ending.status,
        ending.errorCode ?? null,
        inputTokens,
        outputTokens,
        cost ?? null,
        currency ?? null,
      );
    }
  }
  // The driver would quote and escape each number of its own.
  const values = columns.map((column) =>
    typeof column[0] === 'number' && !column.includes(null) ? `{${column.join()}}` : column,
  );
  return { name: again ? 'append again' : 'append', text: again ? AGAIN : FIRST, values };
}
