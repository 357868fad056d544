import { DatabaseError, type DatabaseErrorCode } from './database-error.js';

/** What may happen to a database that was well: it does not answer, takes no writes, or has no space left. */
export type DatabaseTrouble = 'unreachable' | 'read_only' | 'disk_full';

/** How each trouble is told: a stable code, what it means for the reader's work, and what helps. */
export const TROUBLES: Readonly<
  Record<DatabaseTrouble, { code: DatabaseErrorCode; message: string; remedy: string }>
> = {
  unreachable: {
    code: 'database_unreachable',
    message: 'The database does not answer.',
    remedy:
      'Nothing that was saved is lost, and runs go on by themselves when it is back. Check that it runs.',
  },
  read_only: {
    code: 'database_read_only',
    message: 'The database takes no writes.',
    remedy:
      'Runs go on by themselves when it does. Lead the server to the primary, or turn default_transaction_read_only off.',
  },
  disk_full: {
    code: 'database_full',
    message: 'The disk of the database is full.',
    remedy: 'Free some space there; runs go on by themselves.',
  },
};

/** SQLSTATE: connection exceptions, refused sign-in, no such database, too many connections, shutdown. */
const AWAY = /^(08...|28...|3D000|53300|57P0[1-5])$/;
const READ_ONLY = '25006';
const DISK_FULL = '53100';
/** The system's words for a server that is not there. */
const SYSTEM_AWAY =
  /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What node-postgres says without a code. */
const DRIVER_AWAY =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (has encountered|was closed))/;

/** The trouble behind an error of the driver; undefined when it is the statement that is to blame. */
export function troubleOf(error: unknown): DatabaseTrouble | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === READ_ONLY) return 'read_only';
  if (code === DISK_FULL) return 'disk_full';
  if (typeof code === 'string' && (AWAY.test(code) || SYSTEM_AWAY.test(code))) return 'unreachable';
  return typeof message === 'string' && DRIVER_AWAY.test(message) ? 'unreachable' : undefined;
}

/** The driver's error in words for people. Its own message, which may hold the address, stays behind as the cause. */
export function troubleError(trouble: DatabaseTrouble, cause: unknown): DatabaseError {
  const { code, message, remedy } = TROUBLES[trouble];
  return new DatabaseError(code, message, remedy, { cause });
}
