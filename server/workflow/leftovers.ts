import { EventType, type Event } from '@ag-ui/core';
import type { SessionProjection } from '../events/session-projection.js';
import { RunBoard } from './run-board.js';
import { LIVE_STATUSES, type RunStateDocument } from './run-state.dto.js';

/**
 * What a dead worker has left open, closed: its half-written messages are superseded, its steps wait for their next
 * attempt. Changes `state` as it tells.
 *
 * @param timestamp of now, ms since 1970
 */
export function closeLeftovers(
  projection: SessionProjection,
  state: RunStateDocument,
  timestamp: number,
): Event[] {
  const board = new RunBoard(state);
  const metadata = { end: 'superseded' };
  const messages = projection.openMessages().flatMap(({ id, role }): Event[] =>
    role === 'reasoning'
      ? [
          { type: EventType.REASONING_MESSAGE_END, messageId: id, metadata, timestamp },
          { type: EventType.REASONING_END, messageId: id },
        ]
      : [{ type: EventType.TEXT_MESSAGE_END, messageId: id, metadata, timestamp }],
  );
  const steps = [...projection.openSteps].map((stepName): Event => ({
    type: EventType.STEP_FINISHED,
    stepName,
  }));
  const items = Object.entries(state.items)
    .filter(([, item]) => LIVE_STATUSES.includes(item.status))
    .map(([id]) => board.item(id, { status: 'retrying' }));
  return [...messages, ...items, ...steps];
}
