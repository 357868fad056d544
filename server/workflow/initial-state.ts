import type { ItemRevision, ItemState, RunStateDocument } from './run-state.dto.js';
import type { StepPlan, WorkflowPlan } from './workflow-definition.js';

/** Who runs what; enough to draw the board before anything has happened. */
export interface RunIdentity {
  sessionId: string;
  runId: string;
  parentRunId?: string;
  workflow: string;
}

/** What the session's earlier runs have left. */
export interface EarlierRuns {
  state: Partial<RunStateDocument>;
  /** The highest attempt of each step: message ids are unique in the session. */
  attempts: ReadonlyMap<string, number>;
  /** What stays: nothing for a new request, the finished items for a continuation, all for a revision. */
  keep: 'nothing' | 'finished' | 'all';
  /** Items that are to be written again, by id. */
  revisions?: ReadonlyMap<string, ItemRevision>;
  /** The step that somebody has confirmed. */
  confirmed?: string;
  /** Items that are to be locked or unlocked, by id. */
  locks?: ReadonlyMap<string, boolean>;
}

/** The state a run begins with. */
export function initialState(
  identity: RunIdentity,
  plan: WorkflowPlan,
  earlier?: EarlierRuns,
): RunStateDocument {
  const state: RunStateDocument = {
    session: {
      id: identity.sessionId,
      workflow: identity.workflow,
      title: plan.title,
      language: plan.language,
    },
    run: {
      id: identity.runId,
      ...(identity.parentRunId && { parentRunId: identity.parentRunId }),
      status: 'queued',
      ...(plan.model && { provider: plan.model.provider, model: plan.model.model }),
      sample: plan.model?.sample ?? false,
      concurrency: plan.concurrency,
      usage: { inputTokens: 0, outputTokens: 0 },
      ...(plan.model?.prices && { prices: plan.model.prices }),
    },
    phases: {},
    categories: {},
    items: {},
    artifacts: structuredClone((earlier && earlier.keep !== 'nothing' && earlier.state.artifacts) || {}),
  };
  plan.phases.forEach(({ id, title }, order) => (state.phases[id] = { title, order, status: 'waiting' }));
  plan.categories.forEach(({ id, title }, order) => (state.categories[id] = { title, order }));
  plan.steps.forEach((step, order) => {
    const base = { title: step.title, order, phase: step.phase, category: step.category ?? null };
    const before = [...step.needs, ...(step.after ?? [])];
    // Made anew of what is written anew; a plan names what comes before first.
    const remade = step.always === true && before.some((id) => state.items[id]?.status === 'waiting');
    state.items[step.id] = { ...base, ...itemProgress(step, remade, earlier) };
  });
  for (const [id, phase] of Object.entries(state.phases)) {
    const items = Object.values(state.items).filter((item) => item.phase === id);
    if (items.length > 0 && items.every(({ status }) => status === 'done')) phase.status = 'done';
  }
  return state;
}

/** Where an item stands before the run has done anything. */
function itemProgress(
  step: StepPlan,
  remade: boolean,
  earlier: EarlierRuns | undefined,
): Omit<ItemState, 'title' | 'order' | 'phase' | 'category'> {
  const attempt = earlier?.attempts.get(step.id) ?? 0;
  const before = earlier?.keep === 'nothing' ? undefined : earlier?.state.items?.[step.id];
  if (!before) return { status: 'waiting', attempt, flags: [] };
  const revision = earlier?.revisions?.get(step.id);
  const kept = {
    ...structuredClone(before),
    locked: earlier?.locks?.get(step.id) ?? before.locked,
    confirmed: earlier?.confirmed === step.id || before.confirmed,
  };
  if (!revision && !remade && (before.status === 'done' || earlier?.keep === 'all')) return kept;
  const { chosen, locked, confirmed, stale, findings } = kept;
  // What an unfinished revision was asked for is still wanted.
  const wanted = revision ?? (before.status === 'done' ? undefined : before.revision);
  return {
    status: 'waiting',
    attempt,
    chosen,
    locked,
    confirmed,
    stale,
    findings,
    flags: [],
    revision: wanted,
  };
}
