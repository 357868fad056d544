import { ConfigurationError } from '../config/configuration-error.js';
import type { Configuration } from '../config/configuration.js';

/** Remedies for what the system says when a port cannot be opened. */
const LISTEN_REMEDIES: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_host, port) =>
    `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
  EACCES: (_host, port) =>
    `Port ${port} may not be opened by this user. Choose one above 1023: PORT=7861 npm start`,
  EADDRNOTAVAIL: (host) =>
    `HOST ${host} is not an address of this machine. Use 127.0.0.1: HOST=127.0.0.1 npm start`,
  ENOTFOUND: (host) => `HOST ${host} is not known. Use 127.0.0.1: HOST=127.0.0.1 npm start`,
};

/** An error that says what to do about it, as those of `database/` do. */
interface ErrorWithRemedy extends Error {
  code: string;
  remedy: string;
}

/**
 * What to print when the server cannot start: one line a cause, each with its remedy.
 * `undefined` for an error that nobody has foreseen; that one deserves its stack.
 */
export function describeStartupFailure(
  error: unknown,
  { host, port }: Pick<Configuration, 'host' | 'port'>,
): string[] | undefined {
  if (error instanceof ConfigurationError) {
    return error.problems.map(
      ({ name, message }) => `${name}: ${message}. Correct it in the environment or in .env.`,
    );
  }
  if (!(error instanceof Error)) return undefined;
  if (hasRemedy(error)) return [`${oneLine(error.message)} ${oneLine(error.remedy)}`];
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code && (syscall === 'listen' || syscall === 'getaddrinfo')) {
    const remedy = LISTEN_REMEDIES[code];
    if (remedy) return [remedy(host, port)];
  }
  return undefined;
}

function hasRemedy(error: Error): error is ErrorWithRemedy {
  const { code, remedy } = error as Partial<ErrorWithRemedy>;
  return typeof code === 'string' && typeof remedy === 'string';
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
