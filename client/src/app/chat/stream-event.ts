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

const KNOWN: ReadonlySet<string> = new Set<StreamEvent['type']>([
  'RUN_STARTED',
  'RUN_FINISHED',
  'RUN_ERROR',
  'STATE_SNAPSHOT',
  'STATE_DELTA',
  'STEP_STARTED',
  'STEP_FINISHED',
  'ACTIVITY_SNAPSHOT',
  'TEXT_MESSAGE_START',
  'TEXT_MESSAGE_CONTENT',
  'TEXT_MESSAGE_END',
  'REASONING_START',
  'REASONING_END',
  'REASONING_MESSAGE_START',
  'REASONING_MESSAGE_CONTENT',
  'REASONING_MESSAGE_END',
]);

/** The event, or null for a type that a newer server may send and this page does not draw. */
export function toStreamEvent(value: unknown): StreamEvent | null {
  if (typeof value !== 'object' || value === null || !('type' in value)) return null;
  return KNOWN.has(String(value.type)) ? (value as StreamEvent) : null;
}
