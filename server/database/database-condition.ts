import { Injectable, Logger } from '@nestjs/common';
import { BehaviorSubject, type Observable } from 'rxjs';
import { DatabaseError } from './database-error.js';
import { type DatabaseTrouble, TROUBLES, troubleOf } from './database-trouble.js';

/** How the database is, for people and programs. */
export interface DatabaseReport {
  status: 'ok' | DatabaseTrouble;
  /** Empty while all is well. */
  detail: string;
}

const WELL: DatabaseReport = { status: 'ok', detail: '' };
/** A connection that is cut and made again at once is no news, ms. */
const BLIP_MS = 1_000;
/** A heartbeat fits into a full disk where a log does not: it proves space only after a quiet while, ms. */
const QUIET_MS = 10_000;
/** Connections come and go while writes are refused; only then is "unreachable" the better word, ms. */
const EXACT_MS = 3_000;

/**
 * What this process knows of the database's health, from those who write all the time: the log and the worker's
 * heartbeat. Do not ask it before a request: the request itself finds out better.
 */
@Injectable()
export class DatabaseCondition {
  private readonly logger = new Logger('Database');
  private readonly reports = new BehaviorSubject<DatabaseReport>(WELL);
  private failingSince?: number;
  private failedAt = 0;
  private refusedAt = -Infinity;

  /** The present report, then every change. */
  readonly changes: Observable<DatabaseReport> = this.reports.asObservable();

  constructor(private readonly now: () => number = Date.now) {}

  get current(): DatabaseReport {
    return this.reports.value;
  }

  /** How long writes have been failing, ms; 0 while they succeed. */
  get failingFor(): number {
    return this.failingSince === undefined ? 0 : this.now() - this.failingSince;
  }

  /** A write failed. Errors that are the statement's own fault are not counted. */
  failed(error: unknown): void {
    const trouble = troubleOf(error instanceof DatabaseError ? error.cause : error);
    if (trouble) this.fail(trouble);
  }

  /** Nothing was answered for a while, not even an error. */
  silent(): void {
    this.fail('unreachable');
  }

  /** A write is durable. */
  succeeded(what: 'append' | 'heartbeat'): void {
    const quiet = this.now() - this.failedAt >= QUIET_MS;
    if (this.current.status === 'disk_full' && what === 'heartbeat' && !quiet) return;
    this.failingSince = undefined;
    this.become(WELL);
  }

  private fail(trouble: DatabaseTrouble): void {
    this.failedAt = this.now();
    this.failingSince ??= this.failedAt;
    if (trouble !== 'unreachable') this.refusedAt = this.failedAt;
    else if (this.failingFor < BLIP_MS || this.failedAt - this.refusedAt < EXACT_MS) return;
    const { message, remedy } = TROUBLES[trouble];
    this.become({ status: trouble, detail: `${message} ${remedy}` });
  }

  private become(report: DatabaseReport): void {
    if (report.status === this.current.status) return;
    if (report.status === 'ok') this.logger.log('the database is well again');
    else this.logger.error(`${report.status}: ${report.detail}`);
    this.reports.next(report);
  }
}
