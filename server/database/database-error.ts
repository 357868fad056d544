/** A database that cannot be had, with what helps; start-up prints both as one line. */
export class DatabaseError extends Error {
  constructor(
    readonly code:
      | 'database_unreachable'
      | 'database_platform_unsupported'
      | 'database_version_mismatch'
      | 'database_folder_unwritable'
      | 'database_start_failed',
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DatabaseError';
  }
}
