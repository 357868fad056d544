import type { ConfigurationProblem } from './configuration-error.js';

/** The environment as it comes: everything is text or missing. An empty text counts as missing. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads single variables and gathers what is wrong with them instead of throwing at the first.
 * A wrong value yields its fallback; look at `problems` before using anything read.
 */
export class EnvironmentReader {
  readonly problems: ConfigurationProblem[] = [];

  constructor(private readonly environment: Environment) {}

  text(name: string): string | undefined {
    return this.environment[name]?.trim() || undefined;
  }

  /** A whole number from `min` to `max`. */
  integer(name: string, fallback: number, min: number, max: number): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    this.reject(name, `must be a whole number from ${min} to ${max}, not "${text}"`);
    return fallback;
  }

  /** `1`, `true`, `yes` or `0`, `false`, `no`. */
  flag(name: string): boolean {
    const text = this.text(name)?.toLowerCase();
    if (text === undefined || ['0', 'false', 'no'].includes(text)) return false;
    if (['1', 'true', 'yes'].includes(text)) return true;
    this.reject(name, `must be 1 or 0, not "${text}"`);
    return false;
  }

  oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const text = this.text(name)?.toLowerCase();
    if (text === undefined) return fallback;
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) this.reject(name, `must be one of ${choices.join(', ')}, not "${text}"`);
    return choice ?? fallback;
  }

  /** A short name that may be shown to everybody. */
  name(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined || /^[\w.:-]{1,64}$/.test(text)) return text;
    this.reject(name, `must be at most 64 letters, digits and ". : _ -", not "${text}"`);
    return undefined;
  }

  /** An absolute URL of one of the schemes (`http:` …). The value is not repeated: it may hold a password. */
  url(name: string, schemes: readonly string[]): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (URL.canParse(text) && schemes.includes(new URL(text).protocol)) return text;
    this.reject(
      name,
      `must be an absolute URL that begins with ${schemes.map((s) => `${s}//`).join(' or ')}`,
    );
    return undefined;
  }

  /** Host names, comma-separated, in lower case. */
  hosts(name: string): string[] {
    const hosts = (this.text(name) ?? '')
      .toLowerCase()
      .split(/\s*,\s*/)
      .filter(Boolean);
    const wrong = hosts.find((host) => !/^[a-z0-9.-]+$/.test(host));
    if (wrong !== undefined) {
      this.reject(name, `must be host names, comma-separated, without scheme or port, not "${wrong}"`);
    }
    return hosts;
  }

  /** Origins as browsers write them, comma-separated: scheme, name and port, and nothing behind them. */
  origins(name: string): string[] {
    const origins = (this.text(name) ?? '')
      .toLowerCase()
      .split(/\s*,\s*/)
      .filter(Boolean);
    const wrong = origins.find(
      (origin) => !/^https?:/.test(origin) || !URL.canParse(origin) || new URL(origin).origin !== origin,
    );
    if (wrong !== undefined) {
      this.reject(
        name,
        `must be origins such as https://portal.example.com, comma-separated, without a path, not "${wrong}"`,
      );
    }
    return origins;
  }

  reject(name: string, message: string): void {
    this.problems.push({ name, message });
  }
}
