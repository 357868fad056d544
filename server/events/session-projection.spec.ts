import { EventType, type Event } from '@ag-ui/core';
import { closeLeftovers } from '../workflow/leftovers.js';
import type { RunStateDocument } from '../workflow/run-state.dto.js';
import { SessionProjection } from './session-projection.js';

const start = (id: string, timestamp?: number): Event => ({
  type: EventType.TEXT_MESSAGE_START,
  messageId: id,
  role: 'assistant',
  metadata: { step: 'eyes', attempt: 1 },
  timestamp,
});

function project(...events: Event[]): SessionProjection {
  const projection = new SessionProjection();
  events.forEach((event, index) => projection.apply(index + 1, event));
  return projection;
}

describe('SessionProjection', () => {
  it('knows when a message began and ended', () => {
    const end: Event = { type: EventType.TEXT_MESSAGE_END, messageId: 'eyes.1', timestamp: 1_900 };
    expect(project(start('eyes.1', 1_000), end).messages.get('eyes.1')).toMatchObject({
      step: 'eyes',
      beganAt: 1_000,
      endedAt: 1_900,
      ended: 2,
    });
  });

  it('says nothing of times that an old log does not tell', () => {
    const end: Event = { type: EventType.TEXT_MESSAGE_END, messageId: 'eyes.1' };
    const message = project(start('eyes.1'), end).messages.get('eyes.1')!;
    expect(message.status).toBe('complete');
    expect(['beganAt' in message, 'endedAt' in message]).toEqual([false, false]);
  });

  it('learns from a takeover when a dead attempt has ended', () => {
    const projection = project(start('eyes.1', 1_000));
    const state = { items: {} } as RunStateDocument;
    for (const event of closeLeftovers(projection, state, 7_000)) projection.apply(projection.seq + 1, event);
    expect(projection.messages.get('eyes.1')).toMatchObject({ status: 'superseded', endedAt: 7_000 });
  });
});
