import type { EventPage } from '../api/types';
import type { DatabaseTrouble } from '../chat/database-trouble';
import type { StreamPorts, StreamSource, Timer } from '../chat/stream-ports';

/** A connection in which the test decides what arrives. */
export class ScriptedSource implements StreamSource {
  onEvent: StreamSource['onEvent'] = () => undefined;
  onBeat: StreamSource['onBeat'] = () => undefined;
  onDatabase: StreamSource['onDatabase'] = () => undefined;
  onInterrupted: StreamSource['onInterrupted'] = () => undefined;
  closed = false;

  constructor(readonly after: number) {}

  close(): void {
    this.closed = true;
  }
}

/** Ports that record what is asked of them, with a clock and answers of the test's making. */
export class ScriptedStreamPorts implements StreamPorts {
  readonly sources: ScriptedSource[] = [];
  readonly reads: {
    after: number;
    wait: boolean;
    answer(page: EventPage): void;
    fail(error: Error): void;
  }[] = [];
  private now = 0;
  private timers: { at: number; then: () => void }[] = [];

  openStream(_sessionId: string, after: number): StreamSource {
    const source = new ScriptedSource(after);
    this.sources.push(source);
    return source;
  }

  readEvents(_sessionId: string, after: number, wait: boolean): Promise<EventPage> {
    return new Promise((resolve, reject) => this.reads.push({ after, wait, answer: resolve, fail: reject }));
  }

  isMissing(error: unknown): boolean {
    return error instanceof Error && error.message === 'missing';
  }

  databaseTrouble(error: unknown): DatabaseTrouble | null {
    return error instanceof Error && error.message === 'database' ? 'unreachable' : null;
  }

  schedule(ms: number, then: () => void): Timer {
    const timer = { at: this.now + ms, then };
    this.timers.push(timer);
    return { cancel: () => (this.timers = this.timers.filter((each) => each !== timer)) };
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.now += ms;
    const due = this.timers.filter(({ at }) => at <= this.now);
    this.timers = this.timers.filter(({ at }) => at > this.now);
    due.forEach(({ then }) => then());
  }

  get pendingTimers(): number {
    return this.timers.length;
  }

  get lastSource(): ScriptedSource {
    return this.sources.at(-1)!;
  }

  /** Answers the last read and lets the follower take it in. */
  async answer(seqs: number[], active: boolean): Promise<void> {
    const read = this.reads.at(-1)!;
    const head = seqs.at(-1) ?? read.after;
    read.answer({ events: seqs.map((seq) => ({ seq, at: '', event: {} })), head, active });
    await settled();
  }

  async fail(message: string): Promise<void> {
    this.reads.at(-1)!.fail(new Error(message));
    await settled();
  }
}

async function settled(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await Promise.resolve();
}
