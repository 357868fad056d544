import { type RawBuilder, sql } from 'kysely';

/** What runs have spent, as `spendingOf` reads it. */
export interface Spending {
  tokens: number;
  /** Null where the price of anything spent is not known, or the currencies differ. */
  cost: number | null;
  /** ISO 4217. */
  currency: string | null;
  /** From the first work to the end, without the waits between runs; ms. */
  duration_ms: number;
}

/**
 * A query for the one row of `Spending` of the ended runs of a session, to be joined laterally. Sums are doubles: a run
 * that outlives its server for a month has more milliseconds than an integer holds. Money adds up only where every
 * token has a price, all in one currency; runs that have asked no model need none.
 *
 * @param session the session's id
 */
export function spendingOf(session: RawBuilder<unknown>): RawBuilder<Spending> {
  return sql<Spending>`
    select tokens, duration_ms,
           case when comparable then cost end as cost, case when comparable then currency end as currency
      from (select coalesce(sum(tokens), 0) as tokens, coalesce(sum(duration_ms), 0) as duration_ms,
                   sum(cost) as cost, max(currency) filter (where tokens > 0) as currency,
                   bool_and(cost is not null) filter (where tokens > 0)
                     and count(distinct coalesce(currency, '')) filter (where tokens > 0) = 1 as comparable
              from (select input_tokens::float8 + output_tokens as tokens, cost, currency,
                           (extract(epoch from finished_at - started_at) * 1000)::float8 as duration_ms
                      from runs where session_id = ${session}) run) total`;
}
