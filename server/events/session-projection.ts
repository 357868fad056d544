import { EventType, type Event } from '@ag-ui/core';
import jsonPatch from 'fast-json-patch';

/** How a message ended, from the metadata of its END; `open` before that. */
export type MessageStatus = 'open' | 'complete' | 'cut' | 'failed' | 'superseded' | 'stopped';

/** A message as a viewer knows it after the events so far. */
export interface ProjectedMessage {
  /** `<step>.<attempt>`, reasoning with `r` appended. */
  id: string;
  role: 'assistant' | 'reasoning';
  step: string;
  attempt: number;
  text: string;
  status: MessageStatus;
  /** Sequence number of its END. */
  ended?: number;
  /** When it began and ended, ms since 1970; logs that are older than this do not say. */
  beganAt?: number;
  endedAt?: number;
}

/** What a step does besides writing, as it was told last. */
export interface ProjectedActivity {
  /** `<step>.<attempt>a`. */
  id: string;
  step: string;
  attempt: number;
  /** E.g. `RESEARCH`. */
  type: string;
  content: Record<string, unknown>;
}

/** What START and END of a message have in common. */
interface MessageBoundary {
  messageId: string;
  metadata?: Record<string, unknown>;
  timestamp?: number;
}

/**
 * What a session's events add up to: the state document, the messages, and what is still open.
 * A new viewer is given it instead of the history, and a worker that takes over starts from it.
 */
export class SessionProjection {
  seq = 0;
  state: Record<string, unknown> = {};
  readonly messages = new Map<string, ProjectedMessage>();
  readonly activities = new Map<string, ProjectedActivity>();
  readonly openSteps = new Set<string>();

  /** Folds one stored event in; events must come in order. */
  apply(seq: number, event: Event): void {
    this.seq = seq;
    switch (event.type) {
      case EventType.STATE_SNAPSHOT:
        this.state = structuredClone(event.snapshot) as Record<string, unknown>;
        break;
      case EventType.STATE_DELTA:
        jsonPatch.applyPatch(this.state, structuredClone(event.delta) as jsonPatch.Operation[]);
        break;
      case EventType.STEP_STARTED:
        this.openSteps.add(event.stepName);
        break;
      case EventType.STEP_FINISHED:
        this.openSteps.delete(event.stepName);
        break;
      case EventType.ACTIVITY_SNAPSHOT: {
        const { messageId: id, activityType: type, content } = event;
        this.activities.set(id, { id, type, content, ...originOf(event.metadata) });
        break;
      }
      case EventType.TEXT_MESSAGE_START:
        this.open('assistant', event);
        break;
      case EventType.REASONING_MESSAGE_START:
        this.open('reasoning', event);
        break;
      case EventType.TEXT_MESSAGE_CONTENT:
      case EventType.REASONING_MESSAGE_CONTENT:
        this.message(event.messageId).text += event.delta;
        break;
      case EventType.TEXT_MESSAGE_END:
      case EventType.REASONING_MESSAGE_END:
        this.end(seq, event);
        break;
      default:
        break;
    }
  }

  /** The messages without an END. */
  openMessages(): ProjectedMessage[] {
    return [...this.messages.values()].filter((message) => message.status === 'open');
  }

  private open(
    role: ProjectedMessage['role'],
    { messageId: id, metadata, timestamp }: MessageBoundary,
  ): void {
    this.messages.set(id, {
      id,
      role,
      ...originOf(metadata),
      text: '',
      status: 'open',
      ...(timestamp !== undefined && { beganAt: timestamp }),
    });
  }

  private end(seq: number, { messageId, metadata, timestamp }: MessageBoundary): void {
    const message = this.message(messageId);
    message.status = (metadata?.['end'] as MessageStatus | undefined) ?? 'complete';
    message.ended = seq;
    if (timestamp !== undefined) message.endedAt = timestamp;
  }

  private message(id: string): ProjectedMessage {
    const message = this.messages.get(id);
    if (!message) throw new Error(`The log speaks of message ${id} before its start.`);
    return message;
  }
}

function originOf(metadata: Record<string, unknown> | undefined): { step: string; attempt: number } {
  const { step, attempt } = metadata ?? {};
  return {
    step: typeof step === 'string' ? step : '',
    attempt: typeof attempt === 'number' ? attempt : 1,
  };
}
