import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

const BENCH = join(import.meta.dirname, '..');

/** Characters of what a program says on its way to an early end. */
const MAX_COMPLAINTS = 5_000;

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** A program of this bench in a process of its own; a server's first line is the port it listens on. */
export class NodeProgram {
  private constructor(
    readonly port: number,
    private readonly child: Child,
  ) {}

  /** @param file below `bench/`, or absolute: the program of a server */
  static async start(file: string, environment: Record<string, string> = {}): Promise<NodeProgram> {
    const child = run(file, environment);
    return new NodeProgram(Number(await firstLine(file, child)), child);
  }

  /** @returns the line that a program which ends by itself prints */
  static async result(file: string, environment: Record<string, string>): Promise<string> {
    const child = run(file, environment);
    const ended = once(child, 'exit');
    const line = await firstLine(file, child);
    await ended;
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** A line on its standard input. */
  tell(line: string): void {
    this.child.stdin.write(`${line}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}

function run(file: string, environment: Record<string, string>): Child {
  return spawn(process.execPath, [...process.execArgv, resolve(BENCH, file)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
}

async function firstLine(file: string, child: Child): Promise<string> {
  let complaints = '';
  child.stderr.on(
    'data',
    (text: Buffer) => (complaints = (complaints + text.toString()).slice(-MAX_COMPLAINTS)),
  );
  const lines = createInterface({ input: child.stdout });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code}: ${complaints}`);
  });
  failed.catch(() => undefined);
  for (;;) {
    const [line] = (await Promise.race([once(lines, 'line'), failed])) as [string];
    // What else a program has to say comes before or after; its answer is a number alone.
    if (/^\d+(\.\d+)?$/.test(line)) return line;
  }
}
