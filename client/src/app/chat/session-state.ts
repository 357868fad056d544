import { computed, signal } from '@angular/core';
import type { Fault, RunStateDocument } from '../api/run-state';
import type { SessionSnapshot, SnapshotMessage } from '../api/types';
import { Attempt, attemptId } from './attempt';
import { type Research, toResearch } from './research';
import { SignalMap } from './signal-map';
import { StateDocument } from './state-document';
import type { StreamEvent } from './stream-event';
import type { StreamedText } from './streamed-text';

/**
 * What the events of a session add up to, as signals: the state document, and every attempt of every step with its
 * texts. Each event costs the same however many came before. Knows nothing of transports or components.
 */
export class SessionState {
  readonly document = new StateDocument();

  private readonly attempts = new Map<string, Attempt>();
  private readonly latestByStep = new SignalMap<Attempt>();
  private readonly closedLog = new Set<Attempt>();
  private readonly closedCount = signal(0);
  private readonly begunCount = signal(0);
  private readonly faultSignal = signal<Fault | null>(null);

  /** Attempts that have ended, in the order of their ends. */
  readonly closed = computed<readonly Attempt[]>(() => {
    this.closedCount();
    return [...this.closedLog];
  });
  /** What ended the run, when it was not its success or a stop. */
  readonly fault = computed<Fault | null>(() => this.faultSignal() ?? this.document.run()?.error ?? null);

  /** The latest attempt of a step. */
  latest(step: string): Attempt | undefined {
    return this.latestByStep.get(step);
  }

  /** All attempts that have said something, in the order of their beginnings. */
  allAttempts(): readonly Attempt[] {
    this.begunCount();
    return [...this.attempts.values()];
  }

  /** Attempts of a step that have a text, oldest first. */
  attemptsOf(step: string): Attempt[] {
    this.closed();
    return [...this.attempts.values()].filter((attempt) => attempt.step === step && attempt.answer.status());
  }

  /** Number of the last attempt before this one that has a text; undefined where there is none. */
  earlierThan(step: string, number: number): number | undefined {
    for (let earlier = number - 1; earlier > 0; earlier--) {
      if (this.attempts.get(`${step}.${earlier}`)?.answer.status()) return earlier;
    }
    return undefined;
  }

  /** The attempt whose text is the item's; undefined while there is none. */
  chosen(step: string): Attempt | undefined {
    const number = this.document.items.get(step)?.chosen;
    const latest = this.latest(step);
    // Read first, so that whoever asks is told when a later attempt begins.
    return latest?.number === number ? latest : this.attempts.get(`${step}.${number}`);
  }

  /** Begins with what the server has added up so far. */
  restore(snapshot: SessionSnapshot): void {
    this.document.replace((snapshot.state ?? {}) as Partial<RunStateDocument>);
    const ends = new Map<Attempt, number>();
    for (const message of snapshot.messages) {
      const attempt = this.attemptOf(message.id, message.role, message.step, message.attempt);
      if (message.ended !== undefined) ends.set(attempt, message.ended);
      (message.role === 'reasoning' ? attempt.reasoning : attempt.answer).restore(message);
      if (message.role === 'reasoning') attempt.reasoningReplayed = message.text.length;
      else attempt.replayed = message.text.length;
    }
    for (const { step, attempt, type, content } of snapshot.activities) {
      this.research(step, attempt, toResearch(type, content));
    }
    const ended = [...this.attempts.values()].filter((attempt) => !attempt.open());
    const endOf = (attempt: Attempt) => ends.get(attempt) ?? Number.MAX_SAFE_INTEGER;
    this.closedLog.clear();
    for (const attempt of ended.toSorted((a, b) => endOf(a) - endOf(b))) this.closedLog.add(attempt);
    this.closedCount.set(this.closedLog.size);
  }

  /** Folds one event in; events come in order, each once. */
  apply(event: StreamEvent): void {
    switch (event.type) {
      case 'STATE_SNAPSHOT':
        this.document.replace(event.snapshot);
        return;
      case 'STATE_DELTA':
        this.document.patch(event.delta);
        return;
      case 'ACTIVITY_SNAPSHOT': {
        const { step = '', attempt = 1 } = event.metadata ?? {};
        this.research(step, attempt, toResearch(event.activityType, event.content));
        return;
      }
      case 'TEXT_MESSAGE_START':
        this.begin(event.messageId, 'assistant', event);
        return;
      case 'REASONING_MESSAGE_START':
        this.begin(event.messageId, 'reasoning', event);
        return;
      case 'TEXT_MESSAGE_CONTENT':
        this.append(this.attempts.get(event.messageId)?.answer, event.delta);
        return;
      case 'REASONING_MESSAGE_CONTENT':
        this.append(this.attempts.get(attemptId(event.messageId, 'reasoning'))?.reasoning, event.delta);
        return;
      case 'TEXT_MESSAGE_END':
        this.end(event.messageId, 'assistant', event);
        return;
      case 'REASONING_MESSAGE_END':
        this.end(event.messageId, 'reasoning', event);
        return;
      case 'RUN_STARTED':
        this.faultSignal.set(null);
        return;
      case 'RUN_ERROR':
        this.faultSignal.set({
          code: event.code ?? 'unknown',
          message: event.message,
        });
        return;
      case 'RUN_FINISHED':
      case 'STEP_STARTED':
      case 'STEP_FINISHED':
      case 'REASONING_START':
      case 'REASONING_END':
        // The state document says the same, and says it to those who load the page later.
        return;
      default:
        event satisfies never;
    }
  }

  private begin(
    id: string,
    role: SnapshotMessage['role'],
    { metadata = {}, timestamp }: { metadata?: { step?: string; attempt?: number }; timestamp?: number },
  ): void {
    const attempt = this.attemptOf(id, role, metadata.step ?? '', metadata.attempt ?? 1);
    (role === 'reasoning' ? attempt.reasoning : attempt.answer).open(timestamp ?? null);
  }

  /** It comes before the attempt's first word; of an attempt that others have followed it is history. */
  private research(step: string, number: number, research: Research | null): void {
    const id = `${step}.${number}`;
    const isLatest = number > (this.latest(step)?.number ?? 0);
    const attempt = isLatest ? this.attemptOf(id, 'assistant', step, number) : this.attempts.get(id);
    attempt?.tellResearch(research);
  }

  private append(text: StreamedText | undefined, delta: string): void {
    text?.append(delta);
  }

  private end(
    id: string,
    role: SnapshotMessage['role'],
    { metadata, timestamp }: { metadata?: { end?: SnapshotMessage['status'] }; timestamp?: number },
  ): void {
    const attempt = this.attempts.get(attemptId(id, role));
    if (!attempt) return;
    (role === 'reasoning' ? attempt.reasoning : attempt.answer).close(
      metadata?.end ?? 'complete',
      timestamp ?? null,
    );
    if (!attempt.open()) this.close(attempt);
  }

  private close(attempt: Attempt): void {
    this.closedLog.add(attempt);
    this.closedCount.set(this.closedLog.size);
  }

  private attemptOf(messageId: string, role: SnapshotMessage['role'], step: string, number: number): Attempt {
    const id = attemptId(messageId, role);
    const known = this.attempts.get(id);
    if (known) return known;
    const attempt = new Attempt(id, step, number);
    this.attempts.set(id, attempt);
    this.begunCount.set(this.attempts.size);
    const before = this.latestByStep.get(step);
    if (before) {
      before.supersede();
      // It has not ended before when it had thought, but not answered.
      this.close(before);
    }
    this.latestByStep.set(step, attempt);
    return attempt;
  }
}
