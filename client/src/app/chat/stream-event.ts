import type { RunStateDocument, StopProof } from '../api/run-state';
import type { MessageStatus } from '../api/types';
import type { PatchOperation } from './json-patch';

interface MessageOrigin {
  step?: string;
  attempt?: number;
}

/**
 * The AG-UI 1.0 events that our server sends, as far as the page reads them
 * (https://docs.ag-ui.com, `@ag-ui/core`: declared here by literal so that its schemas stay out of the bundle).
 */
export type StreamEvent =
  | { type: 'RUN_STARTED'; threadId: string; runId: string; parentRunId?: string }
  | { type: 'RUN_FINISHED'; outcome?: { type: string }; metadata?: { stop?: StopProof } }
  | { type: 'RUN_ERROR'; message: string; code?: string }
  | { type: 'STATE_SNAPSHOT'; snapshot: RunStateDocument }
  | { type: 'STATE_DELTA'; delta: PatchOperation[] }
  | { type: 'STEP_STARTED' | 'STEP_FINISHED'; stepName: string }
  | {
      type: 'ACTIVITY_SNAPSHOT';
      messageId: string;
      activityType: string;
      content: unknown;
      metadata?: MessageOrigin;
    }
  | { type: 'TEXT_MESSAGE_START'; messageId: string; metadata?: MessageOrigin; timestamp?: number }
  | { type: 'TEXT_MESSAGE_CONTENT'; messageId: string; delta: string }
  | {
      type: 'TEXT_MESSAGE_END';
      messageId: string;
      metadata?: { end?: MessageStatus };
      timestamp?: number;
    }
  | { type: 'REASONING_START' | 'REASONING_END'; messageId: string }
  | { type: 'REASONING_MESSAGE_START'; messageId: string; metadata?: MessageOrigin; timestamp?: number }
  | { type: 'REASONING_MESSAGE_CONTENT'; messageId: string; delta: string }
  | {
      type: 'REASONING_MESSAGE_END';
      messageId: string;
      metadata?: { end?: MessageStatus };
      timestamp?: number;
    };

interface Check {
  readonly field: string;
  readonly fits: (value: unknown) => boolean;
}

const MESSAGE: readonly Check[] = [{ field: 'messageId', fits: isString }];
const CONTENT: readonly Check[] = [...MESSAGE, { field: 'delta', fits: isString }];

/** What is known, and what of it the page cannot do without. */
const CHECKS: Readonly<Record<StreamEvent['type'], readonly Check[]>> = {
  RUN_STARTED: [],
  RUN_FINISHED: [],
  RUN_ERROR: [],
  STATE_SNAPSHOT: [{ field: 'snapshot', fits: isObject }],
  STATE_DELTA: [{ field: 'delta', fits: Array.isArray }],
  STEP_STARTED: [],
  STEP_FINISHED: [],
  ACTIVITY_SNAPSHOT: [{ field: 'activityType', fits: isString }],
  TEXT_MESSAGE_START: MESSAGE,
  TEXT_MESSAGE_CONTENT: CONTENT,
  TEXT_MESSAGE_END: MESSAGE,
  REASONING_START: [],
  REASONING_END: [],
  REASONING_MESSAGE_START: MESSAGE,
  REASONING_MESSAGE_CONTENT: CONTENT,
  REASONING_MESSAGE_END: MESSAGE,
};

/**
 * The event, or null for a type that a newer server may send and this page does not draw.
 * Throws a `TypeError` for a known type without what it cannot do without.
 */
export function toStreamEvent(value: unknown): StreamEvent | null {
  if (!isObject(value) || !isString(value['type']) || !Object.hasOwn(CHECKS, value['type'])) return null;
  const event = value as unknown as StreamEvent;
  for (const { field, fits } of CHECKS[event.type]) {
    if (!fits(value[field])) throw new TypeError(`${event.type}: '${field}' is not what it must be`);
  }
  return event;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}
