import type { RunStateDocument } from './run-state.dto.js';
import type { WorkflowPlan } from './workflow-definition.js';

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
  /** The run continues: finished items and files stay. */
  keepFinished: boolean;
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
    },
    phases: {},
    categories: {},
    items: {},
    artifacts: structuredClone((earlier?.keepFinished && earlier.state.artifacts) || {}),
  };
  plan.phases.forEach(({ id, title }, order) => (state.phases[id] = { title, order, status: 'waiting' }));
  plan.categories.forEach(({ id, title }, order) => (state.categories[id] = { title, order }));
  plan.steps.forEach((step, order) => {
    const before = earlier?.keepFinished ? earlier.state.items?.[step.id] : undefined;
    const base = { title: step.title, order, phase: step.phase, category: step.category ?? null };
    state.items[step.id] =
      before?.status === 'done' && !step.always
        ? { ...structuredClone(before), ...base }
        : { ...base, status: 'waiting', attempt: earlier?.attempts.get(step.id) ?? 0, flags: [] };
  });
  for (const [id, phase] of Object.entries(state.phases)) {
    const items = Object.values(state.items).filter((item) => item.phase === id);
    if (items.length > 0 && items.every(({ status }) => status === 'done')) phase.status = 'done';
  }
  return state;
}
