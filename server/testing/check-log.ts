import { EventType, type BaseEvent, type Event } from '@ag-ui/core';
import { enforceEvents, transformChunks, verifyEvents } from '@ag-ui/client';
import { from, lastValueFrom, toArray, type MonoTypeOperatorFunction } from 'rxjs';
import type { SseEvent } from './api-client.js';

/** The client brings an RxJS of its own; at run time the two understand each other. */
type Check = MonoTypeOperatorFunction<BaseEvent>;

/**
 * Throws unless the log is gapless from 1 (invariant 2) and well-formed (invariant 5): AG-UI's own checks without a
 * warning, and one ending for each run, with everything closed before it.
 */
export async function checkLog(log: readonly SseEvent[]): Promise<void> {
  log.forEach(({ seq }, index) => {
    if (seq !== index + 1) throw new Error(`event ${index + 1} has the number ${seq}`);
  });
  const events = log.map(({ event }) => event);
  await checkProtocol(events);
  checkEndings(events);
}

async function checkProtocol(events: readonly Event[]): Promise<void> {
  const warnings: unknown[] = [];
  const { warn } = console;
  console.warn = (...words: unknown[]) => warnings.push(words);
  try {
    const checks = [enforceEvents(), transformChunks(), verifyEvents()] as unknown as Check[];
    const source = from(events as readonly BaseEvent[]);
    await lastValueFrom(source.pipe(checks[0]!, checks[1]!, checks[2]!, toArray()));
  } finally {
    console.warn = warn;
  }
  if (warnings.length > 0) throw new Error(`AG-UI warns: ${JSON.stringify(warnings)}`);
}

/** `verifyEvents` alone accepts two endings, or none. */
function checkEndings(events: readonly Event[]): void {
  const open = new Set<string>();
  let run: string | undefined;
  for (const event of events) {
    if (event.type === EventType.RUN_STARTED) {
      if (run) throw new Error(`run ${event.runId} starts before ${run} has ended`);
      run = event.runId;
    } else if (!run) {
      throw new Error(`${event.type} outside a run`);
    }
    track(open, event);
    if (event.type === EventType.RUN_FINISHED || event.type === EventType.RUN_ERROR) {
      if (open.size > 0) throw new Error(`the run ends with ${[...open].join(', ')} open`);
      run = undefined;
    }
  }
  if (run) throw new Error(`run ${run} has no ending`);
}

function track(open: Set<string>, event: Event): void {
  switch (event.type) {
    case EventType.STEP_STARTED:
      open.add(`step ${event.stepName}`);
      break;
    case EventType.STEP_FINISHED:
      open.delete(`step ${event.stepName}`);
      break;
    case EventType.TEXT_MESSAGE_START:
    case EventType.REASONING_MESSAGE_START:
      if (open.has(`message ${event.messageId}`)) throw new Error(`message ${event.messageId} starts twice`);
      open.add(`message ${event.messageId}`);
      break;
    case EventType.TEXT_MESSAGE_END:
    case EventType.REASONING_MESSAGE_END:
      open.delete(`message ${event.messageId}`);
      break;
    default:
      break;
  }
}
