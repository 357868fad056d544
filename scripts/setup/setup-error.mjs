/** A failure with a known remedy: printed as one line, without a stack. */
export class SetupError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = 'SetupError';
  }
}

/** Runs a script's main function; a `SetupError` ends the process with one line and code 1. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`zzzero: ${error.message}`);
    process.exitCode = 1;
  }
}
