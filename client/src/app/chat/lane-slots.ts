import type { Lane } from './transcript';

/** A lane, or the gap that a finished one leaves until the next step takes it. */
export type Slot = Lane | null;

/**
 * Seats running steps in lanes: a step keeps its lane until it ends, a new one takes the first that is free, so
 * nothing the reader looks at changes its place. What is the same as before is the same object, so only the lane in which
 * something has happened is drawn anew.
 */
export function seat(previous: readonly Slot[], running: readonly Lane[]): Slot[] {
  const byStep = new Map(running.map((lane) => [lane.step, lane]));
  const slots: Slot[] = previous.map((slot) => {
    const lane = slot && byStep.get(slot.step);
    if (!lane) return null;
    byStep.delete(lane.step);
    return lane.item === slot.item && lane.attempt === slot.attempt ? slot : lane;
  });
  for (const lane of byStep.values()) {
    const free = slots.indexOf(null);
    if (free === -1) slots.push(lane);
    else slots[free] = lane;
  }
  while (slots.length > 0 && slots.at(-1) === null) slots.pop();
  return slots;
}
