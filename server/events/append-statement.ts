import type { QueryConfig } from 'pg';
import type { Batch } from './session-writer.js';

/**
 * Fence, events, checkpoints, artifacts and endings in one statement: one round trip, one transaction.
 * A fenced batch leaves no trace and does not reject the others; numbers come from the lease holder, so a repeat
 * after an unknown outcome stores nothing twice. Answers the ids of the runs that hold their lease.
 */
const TEXT = `
with fence as materialized (
  select r.id from runs r join unnest($1::text[], $2::bigint[]) as f(run_id, epoch)
    on r.id = f.run_id and r.epoch = f.epoch
  for share of r
), new_events as (
  insert into events (session_id, seq, run_id, data)
  select e.session_id, e.seq, e.run_id, e.data
    from unnest($3::text[], $4::bigint[], $5::text[], $6::text[]) as e(session_id, seq, run_id, data)
    join fence on fence.id = e.run_id
  on conflict do nothing
), new_checkpoints as (
  insert into checkpoints (session_id, step_id, attempt, run_id, output)
  select c.session_id, c.step_id, c.attempt, c.run_id, c.output
    from unnest($7::text[], $8::text[], $9::int[], $10::text[], $11::text[])
      as c(session_id, step_id, attempt, run_id, output)
    join fence on fence.id = c.run_id
  on conflict do nothing
), new_artifacts as (
  insert into artifacts (session_id, name, run_id, media_type, bytes, sha256, content)
  select a.session_id, a.name, a.run_id, a.media_type, length(a.content), a.sha256, a.content
    from unnest($12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::bytea[])
      as a(session_id, name, run_id, media_type, sha256, content)
    join fence on fence.id = a.run_id
  on conflict (session_id, name) do update set run_id = excluded.run_id, media_type = excluded.media_type,
    bytes = excluded.bytes, sha256 = excluded.sha256, content = excluded.content, updated_at = now()
), endings as (
  update runs set status = n.status, error_code = n.error_code, finished_at = clock_timestamp(), lease_holder = null
    from unnest($18::text[], $19::text[], $20::text[]) as n(run_id, status, error_code)
    join fence on fence.id = n.run_id
   where runs.id = n.run_id
)
select id, clock_timestamp() as at from fence`;

/** The statement that stores the batches; see `TEXT`. */
export function appendStatement(batches: readonly Batch[]): QueryConfig {
  const columns: unknown[][] = Array.from({ length: 20 }, () => []);
  const add = (first: number, ...values: unknown[]): void =>
    values.forEach((value, index) => columns[first - 1 + index]!.push(value));
  for (const { fence, events, checkpoints, artifacts, ending } of batches) {
    const { sessionId, runId } = fence;
    add(1, runId, fence.epoch);
    for (const { seq, data } of events) add(3, sessionId, seq, runId, data);
    for (const c of checkpoints) add(7, sessionId, c.stepId, c.attempt, runId, c.output);
    for (const a of artifacts) add(12, sessionId, a.name, runId, a.mediaType, a.sha256, a.content);
    if (ending) add(18, runId, ending.status, ending.errorCode ?? null);
  }
  return { name: 'append', text: TEXT, values: columns };
}
