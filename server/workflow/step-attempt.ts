import { createHash } from 'node:crypto';
import { EventType, type Event } from '@ag-ui/core';
import type { ArtifactFile, Commit } from '../events/commit.js';
import type { MessageStatus } from '../events/session-projection.js';
import type { RunBoard } from './run-board.js';
import { assertBounded, type StepEvent, type StepFault, type StepUsage } from './step-event.js';
import type { AttemptProvenance, StepProvenance } from './step-provenance.js';
import type { StepPlan } from './workflow-definition.js';

/** One attempt of one step: turns what the step says into AG-UI events, and closes what it has opened, once. */
export class StepAttempt {
  private readonly messageId: string;
  private readonly metadata: Record<string, unknown>;
  private reasoningOpen = false;
  private textOpen = false;
  private callOpen = false;
  private readonly usage: StepUsage = { inputTokens: 0, outputTokens: 0 };
  private readonly flags: string[] = [];
  private readonly files: ArtifactFile[] = [];
  private provenance?: StepProvenance;
  private startedAt = 0;
  private output: unknown;
  private outputText?: string;

  constructor(
    private readonly step: StepPlan,
    private readonly attempt: number,
    private readonly board: RunBoard,
    private readonly now: () => number,
    private readonly runId: string,
  ) {
    this.messageId = `${step.id}.${attempt}`;
    this.metadata = { step: step.id, attempt };
  }

  /** Whether a provider call of this attempt is under way. */
  get calling(): boolean {
    return this.callOpen;
  }

  start(): Commit {
    this.startedAt = this.now();
    const delta = this.board.item(this.step.id, {
      status: 'starting',
      attempt: this.attempt,
      messageId: this.messageId,
      startedAt: this.startedAt,
      flags: [],
      finishedAt: undefined,
      error: undefined,
      usage: undefined,
    });
    return { events: [{ type: EventType.STEP_STARTED, stepName: this.step.id }, delta] };
  }

  /**
   * What the step's event becomes; most become one delta.
   * @throws PieceTooLargeError, and TypeError for an output that is no JSON value
   */
  next(event: StepEvent): Commit | undefined {
    if (event.kind === 'text' || event.kind === 'reasoning') assertBounded(event.text);
    switch (event.kind) {
      case 'call':
        this.callOpen = true;
        return undefined;
      case 'reasoning':
        // Reasoning ends where the text begins; what a model still thinks afterwards is not shown.
        if (!event.text || this.textOpen) return undefined;
        return { events: [...this.openReasoning(), this.reasoningDelta(event.text)] };
      case 'text':
        return event.text ? { events: [...this.openText(), this.textDelta(event.text)] } : undefined;
      case 'usage':
        this.callOpen = false;
        this.usage.inputTokens += event.usage.inputTokens;
        this.usage.outputTokens += event.usage.outputTokens;
        return undefined;
      case 'activity':
        return { events: this.tell(event.type, event.content) };
      case 'findings':
        return { events: this.board.findings(event.findings) };
      case 'provenance':
        this.provenance = event.provenance;
        return undefined;
      case 'flag':
        this.flags.push(event.flag);
        return undefined;
      case 'artifact': {
        const content = Buffer.from(event.content as string);
        const sha256 = createHash('sha256').update(content).digest('hex');
        this.files.push({ name: event.name, mediaType: event.mediaType, content, sha256 });
        return undefined;
      }
      case 'output':
        this.outputText = JSON.stringify(event.value ?? null);
        this.output = event.value;
        return undefined;
    }
  }

  /** The attempt ended well: its last events, its checkpoint and its files, one unit. */
  succeed(): Commit & { output: unknown } {
    const item = this.board.item(this.step.id, {
      status: 'done',
      flags: this.flags,
      chosen: this.attempt,
      stale: undefined,
      findings: undefined,
      ...this.facts(),
    });
    return {
      events: [
        ...this.close(this.flags.includes('cut') ? 'cut' : 'complete'),
        item,
        ...this.spent(),
        ...(this.files.length > 0 ? [this.board.artifacts(this.files)] : []),
        this.finished(),
      ],
      ...(this.outputText !== undefined && {
        checkpoint: {
          stepId: this.step.id,
          attempt: this.attempt,
          output: this.outputText,
          ...(this.provenance && { provenance: JSON.stringify(this.origin(this.provenance)) }),
        },
      }),
      artifacts: this.files,
      output: this.output,
    };
  }

  /** The attempt failed; `again` says that another follows. */
  fail(fault: StepFault, again: boolean): Commit {
    const error = { code: fault.code, message: fault.message };
    const item = this.board.item(this.step.id, {
      status: again ? 'retrying' : 'failed',
      error,
      ...this.facts(),
    });
    return {
      events: [...this.close(again ? 'superseded' : 'failed'), item, ...this.spent(), this.finished()],
    };
  }

  /** The run is being ended under the attempt. */
  stop(): Event[] {
    const item = this.board.item(this.step.id, { status: 'stopped', ...this.facts() });
    return [...this.close('stopped'), item, ...this.spent(), this.finished()];
  }

  private origin(provenance: StepProvenance): AttemptProvenance {
    const { instruction, text, restoredFrom } = this.board.state.items[this.step.id]!.revision ?? {};
    const byHand = text !== undefined && restoredFrom === undefined;
    return {
      ...provenance,
      runId: this.runId,
      startedAt: this.startedAt,
      ...this.facts(),
      revision: { instruction, ...(byHand && { byHand }), restoredFrom },
    };
  }

  private facts(): { finishedAt: number; usage: StepUsage } {
    return { finishedAt: this.now(), usage: { ...this.usage } };
  }

  private spent(): Event[] {
    if (this.usage.inputTokens + this.usage.outputTokens === 0) return [];
    const { inputTokens, outputTokens } = this.board.state.run.usage;
    const usage = {
      inputTokens: inputTokens + this.usage.inputTokens,
      outputTokens: outputTokens + this.usage.outputTokens,
    };
    return [this.board.run({ usage })];
  }

  private finished(): Event {
    return { type: EventType.STEP_FINISHED, stepName: this.step.id };
  }

  private tell(activityType: string, content: object): Event[] {
    const told: Event = {
      type: EventType.ACTIVITY_SNAPSHOT,
      messageId: `${this.messageId}a`,
      activityType,
      content,
      metadata: this.metadata,
    };
    const { status } = this.board.state.items[this.step.id]!;
    return status === 'researching'
      ? [told]
      : [told, this.board.item(this.step.id, { status: 'researching' })];
  }

  private openReasoning(): Event[] {
    if (this.reasoningOpen) return [];
    this.reasoningOpen = true;
    const messageId = `${this.messageId}r`;
    return [
      { type: EventType.REASONING_START, messageId },
      {
        type: EventType.REASONING_MESSAGE_START,
        messageId,
        role: 'reasoning',
        metadata: this.metadata,
        timestamp: this.now(),
      },
      this.board.item(this.step.id, { status: 'thinking' }),
    ];
  }

  private reasoningDelta(delta: string): Event {
    return { type: EventType.REASONING_MESSAGE_CONTENT, messageId: `${this.messageId}r`, delta };
  }

  private openText(): Event[] {
    if (this.textOpen) return [];
    this.textOpen = true;
    return [
      ...this.closeReasoning('complete'),
      {
        type: EventType.TEXT_MESSAGE_START,
        messageId: this.messageId,
        role: 'assistant',
        metadata: this.metadata,
        timestamp: this.now(),
      },
      this.board.item(this.step.id, { status: 'writing' }),
    ];
  }

  private textDelta(delta: string): Event {
    return { type: EventType.TEXT_MESSAGE_CONTENT, messageId: this.messageId, delta };
  }

  private close(end: MessageStatus): Event[] {
    const events = this.closeReasoning(end);
    if (this.textOpen) {
      events.push({
        type: EventType.TEXT_MESSAGE_END,
        messageId: this.messageId,
        metadata: { end },
        timestamp: this.now(),
      });
      this.textOpen = false;
    }
    return events;
  }

  private closeReasoning(end: MessageStatus): Event[] {
    if (!this.reasoningOpen) return [];
    this.reasoningOpen = false;
    const messageId = `${this.messageId}r`;
    return [
      { type: EventType.REASONING_MESSAGE_END, messageId, metadata: { end }, timestamp: this.now() },
      { type: EventType.REASONING_END, messageId },
    ];
  }
}
