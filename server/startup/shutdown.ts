/** After this a shutdown that hangs is cut off, ms. */
const LIMIT = 9_000;

/**
 * Closes on the first SIGTERM or SIGINT and then ends the process: exit code 0, or 1 when closing failed or hung.
 * Later signals are ignored: a Ctrl-C reaches us from the terminal and again from `npm`.
 *
 * @param close stops everything; called once
 */
export function shutDownOnSignal(close: () => Promise<void>): void {
  let closing = false;
  const stop = (): void => {
    if (closing) return;
    closing = true;
    const limit = setTimeout(() => {
      console.error('zzzero: the shutdown took too long and was cut off; nothing that was saved is lost.');
      process.exit(1);
    }, LIMIT);
    limit.unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('zzzero: the shutdown failed.', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
