import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { WORKER_LOCK } from './worker-connection.js';
import { WorkerPresence } from './worker-presence.js';

/** The right to append to a session, as long as `epoch` is the run's. */
export interface Lease {
  runId: string;
  sessionId: string;
  parentRunId: string | null;
  epoch: number;
  workflow: string;
  /** The request, JSON text. */
  input: string;
  takeovers: number;
  stopRequestedAt: Date | null;
}

/**
 * True for a lease holder that is gone: its lock is free, it was silent for 2 s, and database and connection are up long
 * enough that a living worker would have its lock back; or it was silent for 15 s, whatever its lock says. A backend
 * that crashes takes all connections with it and leaves the server's start time as it was: hence `settling`.
 */
const holderIsDead = (settling: boolean) => sql<boolean>`not exists (
  select from workers w where w.id = runs.lease_holder and (
    w.heartbeat_at > now() - interval '2 seconds'
    or (w.heartbeat_at > now() - interval '15 seconds' and (
      ${settling}::boolean or pg_postmaster_start_time() > now() - interval '10 seconds'
      or exists (select from pg_locks l where l.locktype = 'advisory' and l.classid = ${WORKER_LOCK}
                  and l.objid = w.id::oid and l.database = (select oid from pg_database where datname = current_database()))))))`;

/** Takes and gives back leases; the run's row decides, in one statement. */
@Injectable()
export class LeaseDesk {
  constructor(
    private readonly database: Database,
    private readonly presence: WorkerPresence,
  ) {}

  /**
   * The lease of an unfinished run that nobody living holds; undefined when there is none to have.
   * Not to be asked for a run that this process is working: its own stale leases count as free.
   *
   * @param onlyToStop take it only if it was asked to stop
   */
  async acquire(runId: string, { onlyToStop = false } = {}): Promise<Lease | undefined> {
    return this.database
      .updateTable('runs')
      .set({
        epoch: sql`epoch + 1`,
        takeovers: sql`takeovers + (lease_holder is not null)::int`,
        lease_holder: this.presence.id,
        status: 'running',
        started_at: sql`coalesce(started_at, now())`,
      })
      .where('id', '=', runId)
      .where('status', 'in', ['queued', 'running'])
      .$if(onlyToStop, (query) => query.where('stop_requested_at', 'is not', null))
      .where((eb) =>
        eb.or([
          eb('lease_holder', 'is', null),
          eb('lease_holder', '=', this.presence.id),
          holderIsDead(this.presence.settling),
        ]),
      )
      .returning([
        'id as runId',
        'session_id as sessionId',
        'parent_run_id as parentRunId',
        'epoch',
        'workflow',
        'input',
        'takeovers',
        'stop_requested_at as stopRequestedAt',
      ])
      .executeTakeFirst();
  }

  /** Gives the run back unfinished; the next worker may take it at once. */
  async handBack(lease: Lease): Promise<void> {
    await this.database
      .updateTable('runs')
      .set({ lease_holder: null })
      .where('id', '=', lease.runId)
      .where('epoch', '=', lease.epoch)
      .execute();
  }

  /** Unfinished runs that wait for a worker: never taken, given back, held by the dead or by us without our working. */
  async unattended(working: readonly string[]): Promise<string[]> {
    const rows = await this.database
      .selectFrom('runs')
      .select('id')
      .where('status', 'in', ['queued', 'running'])
      .where(sql<boolean>`id <> all(${working}::text[])`)
      .where((eb) =>
        eb.or([
          eb('lease_holder', 'is', null),
          eb('lease_holder', '=', this.presence.id),
          holderIsDead(this.presence.settling),
        ]),
      )
      // Stops first: a worker that is full still serves them.
      .orderBy(sql`stop_requested_at is null`)
      .orderBy('created_at')
      .limit(100)
      .execute();
    return rows.map((row) => row.id);
  }
}
