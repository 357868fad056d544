/** What may keep a database from us. The codes are stable. */
export type DatabaseErrorCode =
  | 'database_unreachable'
  | 'database_read_only'
  | 'database_full'
  | 'database_platform_unsupported'
  | 'database_version_mismatch'
  | 'database_folder_unwritable'
  | 'database_start_failed'
  | 'database_migration_failed';

/** A database that cannot be had, with what helps; start-up prints both as one line. */
export class DatabaseError extends Error {
  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DatabaseError';
  }
}

/** What the system says. An address tried over IPv6 and IPv4 fails with a message that is empty and a code that is not. */
export function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return (message || code || String(error)).replace(/\.$/, '');
}
