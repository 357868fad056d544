import { EventType, type Event } from '@ag-ui/core';
import type { RunEnding } from '../events/commit.js';
import { costOf } from './cost.js';
import type { RunBoard } from './run-board.js';
import type { StopProof } from './run-state.dto.js';
import { toStepFault, type StepFault } from './step-event.js';

/** The last events of a run, and what becomes of its row. */
export interface Ending {
  events: Event[];
  ending: RunEnding;
}

/** No further item is started: the run has spent what it may. */
export const CAP_REACHED: StepFault = Object.assign(
  new Error('The token cap of this run is reached. Continue with a higher cap to write what is missing.'),
  { code: 'token_cap_reached', policy: { attempts: 1, endsRun: true } },
);

/** The ways in which a run ends; exactly one of them is said, once. Changes the board as it tells. */
export class RunEndings {
  constructor(
    private readonly board: RunBoard,
    private readonly run: { readonly sessionId: string; readonly runId: string },
    private readonly now: () => number,
  ) {}

  success(): Ending {
    const status = this.board.run({ status: 'finished', finishedAt: this.now() });
    const finished: Event = { ...this.finished(), outcome: { type: 'success' } };
    return { events: [status, finished], ending: { status: 'finished', spent: this.spent() } };
  }

  cancellation(stop: StopProof): Ending {
    const status = this.board.run({ status: 'cancelled', finishedAt: this.now(), stop });
    const finished: Event = { ...this.finished(), outcome: { type: 'cancelled' }, metadata: { stop } };
    return { events: [status, finished], ending: { status: 'cancelled', spent: this.spent() } };
  }

  /** The run waits: somebody is to confirm what the step has said. */
  interruption(stepId: string): Ending {
    const status = this.board.run({ status: 'interrupted', finishedAt: this.now(), awaits: stepId });
    const interrupts = [{ id: stepId, reason: 'confirmation' }];
    const finished: Event = { ...this.finished(), outcome: { type: 'interrupt', interrupts } };
    return { events: [status, finished], ending: { status: 'interrupted', spent: this.spent() } };
  }

  failure(fault: StepFault): Ending {
    const { code, message } = toStepFault(fault);
    const status = this.board.run({ status: 'failed', finishedAt: this.now(), error: { code, message } });
    const error: Event = { type: EventType.RUN_ERROR, code, message };
    return { events: [status, error], ending: { status: 'failed', errorCode: code, spent: this.spent() } };
  }

  /** What becomes of the items that nobody works any more. */
  closeItems({ ending }: Ending): Event[] {
    // They wait for the answer, as the run does.
    if (ending.status === 'interrupted') return [];
    const status = ending.status === 'finished' ? 'skipped' : 'stopped';
    return Object.entries(this.board.state.items)
      .filter(([, item]) => item.status === 'waiting' || item.status === 'retrying')
      .map(([id]) => this.board.item(id, { status }));
  }

  private spent(): RunEnding['spent'] {
    const { usage, prices } = this.board.state.run;
    const cost = costOf(usage, prices);
    return { ...usage, ...(cost && { cost: cost.amount, currency: cost.currency }) };
  }

  private finished(): Extract<Event, { type: EventType.RUN_FINISHED }> {
    return { type: EventType.RUN_FINISHED, threadId: this.run.sessionId, runId: this.run.runId };
  }
}
