import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import type { SessionProjection } from '../events/session-projection.js';
import { SessionProjector } from '../events/session-projector.js';
import { Problem } from '../problem/problem.js';
import type { ItemCommand } from '../workflow/run-command.js';
import type { ItemRevision, RunStateDocument } from '../workflow/run-state.dto.js';
import { WorkflowRegistry } from '../workflow/workflow-registry.js';
import type { RevisionDto } from './revision.dto.js';
import { RunStarter, type StartedRun } from './run-starter.js';
import { RunService, type RunRow } from './run.service.js';

/** How long a command to an active run is waited for, ms; after that it is left to the run, which will see it. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 50;

/**
 * Changes items of a session: by a command to its active run, which goes on with them, else by a run of its own.
 * Whatever is replaced stays in the log as an earlier attempt.
 */
@Injectable()
export class RevisionService {
  constructor(
    private readonly runs: RunService,
    private readonly starter: RunStarter,
    private readonly projector: SessionProjector,
    private readonly registry: WorkflowRegistry,
  ) {}

  /**
   * @returns the run that carries it out
   * @throws Problem 404 `run_not_found` | `item_not_found` | `attempt_not_found`, 409 `run_superseded` | `item_locked` |
   *   `item_not_ready` | `session_busy`
   */
  async revise(runId: string, request: RevisionDto): Promise<StartedRun> {
    const { run } = await this.runs.get(runId);
    const projection = await this.projector.current(run.session_id);
    const state = projection.state as unknown as RunStateDocument;
    if (state.run.id !== runId) {
      const detail = 'A later run of this session stands on this one. Revise its items by the latest.';
      throw new Problem(409, 'run_superseded', { detail });
    }
    const items = chooseItems(projection, request);
    if (request.action === 'edit') this.registry.get(run.workflow).checkText(items[0]!, request.text ?? '');
    const command = commandFor(projection, items[0]!, request);
    if (!isActive(run)) return this.start(run, state, items, command);
    const commands = items.map((stepId) => ({ ...command, stepId }));
    const last = await this.runs.command(runId, commands);
    if (await this.isTaken(runId, last)) return { sessionId: run.session_id, runId };
    // It ended before it saw the command: what was asked of it is asked of its successor.
    return this.revise(runId, request);
  }

  private async start(
    run: RunRow,
    state: RunStateDocument,
    items: readonly string[],
    command: ItemCommand,
  ): Promise<StartedRun> {
    const definition = this.registry.get(run.workflow);
    const input = plainToInstance(definition.input, JSON.parse(run.input));
    const revisions = new Map<string, ItemRevision>();
    const locks = new Map<string, boolean>();
    for (const id of items) {
      if (command.kind === 'revise_item') revisions.set(id, command.revision);
      if (command.kind === 'lock_item') locks.set(id, command.locked);
    }
    const plan = await definition.plan(input);
    const revised = plan.steps.filter(({ id }) => revisions.has(id));
    if (revised.some(({ needs }) => needs.some((need) => state.items[need]?.status !== 'done'))) {
      const detail = 'What this item is written from is not finished. Continue the run first.';
      throw new Problem(409, 'item_not_ready', { detail });
    }
    const earlier = { keep: 'all', revisions, locks } as const;
    return this.starter.start({ definition, input, sessionId: run.session_id, parentRunId: run.id, earlier });
  }

  /** Whether the run has taken the command, or still may; false once it has ended without. */
  private async isTaken(runId: string, command: number): Promise<boolean> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await delay(LOOK_MS)) {
      const { run, state } = await this.runs.get(runId);
      if (state.run.id === runId && (state.run.handledCommand ?? 0) >= command) return true;
      if (!isActive(run)) return false;
    }
    return true;
  }
}

function isActive({ status }: RunRow): boolean {
  return status === 'queued' || status === 'running';
}

/** The items that are meant: all must be there; locked ones are left out, unless it is about the lock itself. */
function chooseItems(projection: SessionProjection, { items, action }: RevisionDto): string[] {
  const state = projection.state as unknown as RunStateDocument;
  const unknown = items.filter((id) => {
    if (!Object.hasOwn(state.items, id)) return true;
    // Steps that say nothing cannot say it otherwise.
    const { category, chosen } = state.items[id]!;
    return category === null && !projection.messages.has(`${id}.${chosen}`);
  });
  if (unknown.length > 0) {
    throw new Problem(404, 'item_not_found', { detail: 'This run writes no such item.' });
  }
  if (action === 'lock' || action === 'unlock') return items;
  const open = items.filter((id) => !state.items[id]!.locked);
  if (open.length > 0) return open;
  throw new Problem(409, 'item_locked', { detail: 'It is locked. Unlock it first.' });
}

function commandFor(
  projection: SessionProjection,
  item: string,
  { items, action, instruction, text, attempt }: RevisionDto,
): ItemCommand {
  if ((action === 'edit' || action === 'restore') && items.length > 1) {
    const errors = [{ field: 'items', message: 'must name one item', code: 'one_item' }];
    throw new Problem(400, 'validation_failed', { detail: 'A text belongs to one item.', errors });
  }
  switch (action) {
    case 'rewrite':
      return { kind: 'revise_item', revision: instruction ? { instruction } : {} };
    case 'edit':
      return { kind: 'revise_item', revision: { text } };
    case 'restore': {
      const message = projection.messages.get(`${item}.${attempt}`);
      if (!message || !['complete', 'cut'].includes(message.status)) {
        throw new Problem(404, 'attempt_not_found', {
          detail: 'There is no finished attempt of this number.',
        });
      }
      return { kind: 'revise_item', revision: { text: message.text, restoredFrom: attempt } };
    }
    case 'lock':
    case 'unlock':
      return { kind: 'lock_item', locked: action === 'lock' };
  }
}
