import type { Event } from '@ag-ui/core';
import type { RunBoard } from './run-board.js';
import type { ItemCommand } from './run-command.js';
import type { ItemRevision } from './run-state.dto.js';
import { settlementOf } from './settlement.js';
import type { StepAttempt } from './step-attempt.js';
import type { StepGraph } from './step-graph.js';

/** What is done to single items while their run goes on; each answers the events that tell it. */
export class ItemChanges {
  constructor(
    private readonly board: RunBoard,
    private readonly graph: StepGraph,
    /** Under way, by step. */
    private readonly attempts: Map<string, StepAttempt>,
    /** Ends what is under way of a step, also the wait for its next attempt, and gives its place back. */
    private readonly cancel: (stepId: string) => void,
    private readonly now: () => number,
  ) {}

  /** Of an item that the run does not have, nothing. */
  effectOf(command: ItemCommand & { readonly stepId: string }): Event[] {
    const { stepId } = command;
    if (!this.board.state.items[stepId]) return [];
    switch (command.kind) {
      case 'stop_item':
        return this.graph.isSettled(stepId) ? [] : this.stop(stepId);
      case 'revise_item':
        return this.revise(stepId, command.revision);
      case 'lock_item':
        return [this.board.item(stepId, { locked: command.locked || undefined })];
    }
  }

  /**
   * The step says something else than before. What is being written from it begins again; what is written from it is
   * stale, and stays until somebody has it written again.
   */
  outdate(stepId: string): Event[] {
    return this.graph.readersOf(stepId).flatMap(({ id }) => {
      const item = this.board.state.items[id]!;
      if (this.attempts.has(id)) return this.again(id, item.revision);
      return item.chosen === undefined ? [] : [this.board.item(id, { stale: true })];
    });
  }

  private stop(stepId: string): Event[] {
    const stopped = this.leave(stepId);
    const events =
      stopped.length > 0 ? stopped : [this.board.item(stepId, { status: 'stopped', finishedAt: this.now() })];
    const skipped = this.graph
      .settle(stepId, settlementOf(this.board.state.items[stepId]!)!)
      .map((step) => this.board.item(step.id, { status: 'skipped' }));
    return [...events, ...skipped];
  }

  /** The item is written again, whatever it was at; and so are the files that are made of it. */
  private revise(stepId: string, revision: ItemRevision): Event[] {
    const { locked, status } = this.board.state.items[stepId]!;
    if (locked) return [];
    if (status !== 'waiting') return this.again(stepId, revision);
    return [this.board.item(stepId, { revision })];
  }

  private again(stepId: string, revision: ItemRevision | undefined): Event[] {
    const left = this.leave(stepId);
    const waiting = this.graph
      .reopen(stepId)
      .flatMap(({ id }) => [
        ...(id === stepId ? [] : this.leave(id)),
        this.board.item(id, { status: 'waiting', error: undefined, ...(id === stepId && { revision }) }),
      ]);
    return [...left, ...waiting];
  }

  private leave(stepId: string): Event[] {
    const attempt = this.attempts.get(stepId);
    this.attempts.delete(stepId);
    const events = attempt?.stop() ?? [];
    this.cancel(stepId);
    return events;
  }
}
