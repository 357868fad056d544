/** One value of the environment, of `.env` or of the providers file that cannot be used. */
export interface ConfigurationProblem {
  /** The variable, e.g. `PORT`, or a place in the providers file, e.g. `PROVIDERS_FILE[0].base_url`. */
  name: string;
  /** What is wrong and what would be right; never the value of a key. */
  message: string;
}

/** Every wrong value at once, so that nobody has to start ten times to find ten mistakes. */
export class ConfigurationError extends Error {
  readonly code = 'configuration_invalid';

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    super(problems.map(({ name, message }) => `${name}: ${message}`).join('\n'));
    this.name = 'ConfigurationError';
  }
}
