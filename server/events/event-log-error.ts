/** Another lease holder writes to the session now; nothing of this writer was or will be stored. */
export class WriterFencedError extends Error {
  readonly code = 'writer_fenced';
  constructor(runId: string) {
    super(`The lease of run ${runId} is held by another worker.`);
    this.name = 'WriterFencedError';
  }
}

/** More was written than the database has taken for too long. */
export class WriterBacklogError extends Error {
  readonly code = 'writer_backlog';
  constructor(bytes: number) {
    super(`${bytes} bytes wait for the database; the run is given back until it answers.`);
    this.name = 'WriterBacklogError';
  }
}
