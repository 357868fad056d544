import { LIVE_STATUSES, type ItemState, type PhaseState, type RunInfo } from '../api/run-state';
import type { Attempt } from './attempt';
import type { SessionState } from './session-state';

/** One thing in the running record of a session. */
export type TranscriptEntry =
  | { kind: 'run'; id: string; run: RunInfo }
  | { kind: 'phase'; id: string; phase: PhaseState }
  | { kind: 'attempt'; id: string; attempt: Attempt; item: ItemState | undefined }
  | { kind: 'item-failure'; id: string; item: ItemState }
  | { kind: 'confirm'; id: string; attempt: Attempt }
  | { kind: 'result'; id: string; run: RunInfo };

/** A step that is being worked on. */
export interface Lane {
  step: string;
  item: ItemState;
  attempt: Attempt | undefined;
}

/**
 * The record of a session, oldest first. It is worked out from what stands, not from what was witnessed, so a page
 * that was reloaded shows the same as one that watched. Growing texts do not change it: they are signals inside.
 */
export function transcript(state: SessionState, category: string | null = null): TranscriptEntry[] {
  const run = state.document.run();
  if (!run) return [];
  const wanted = (item: ItemState | undefined) => category === null || item?.category === category;
  const phases = new Map(state.document.phases.entries());
  const entries: TranscriptEntry[] = [{ kind: 'run', id: `run.${run.id}`, run }];
  const openPhase = (id: string | undefined) => {
    const phase = id === undefined ? undefined : phases.get(id);
    if (!phase || id === undefined) return;
    phases.delete(id);
    if (category === null) entries.push({ kind: 'phase', id: `phase.${id}`, phase });
  };
  for (const attempt of state.closed()) {
    const item = state.document.items.get(attempt.step);
    openPhase(item?.phase);
    if (wanted(item)) entries.push({ kind: 'attempt', id: attempt.id, attempt, item });
  }
  for (const [id, phase] of phases) if (phase.status !== 'waiting') openPhase(id);
  for (const [step, item] of state.document.items.entries()) {
    if (item.status !== 'failed' || !item.error || !wanted(item)) continue;
    const latest = state.latest(step);
    const told = latest?.open() === false && item.attempt === latest.number;
    // What ended the run is told at its end.
    const ended = run.status === 'failed' && item.error.code === run.error?.code;
    if (!told && !ended) {
      entries.push({ kind: 'item-failure', id: `failure.${step}.${item.attempt}`, item });
    }
  }
  const awaited = run.status === 'interrupted' && run.awaits ? state.chosen(run.awaits) : undefined;
  if (awaited) entries.push({ kind: 'confirm', id: `confirm.${run.id}`, attempt: awaited });
  if (isEnded(run)) entries.push({ kind: 'result', id: `result.${run.id}`, run });
  return entries;
}

/** The step that an entry tells of; undefined where it is none. */
export function stepOf(entry: TranscriptEntry): string | undefined {
  switch (entry.kind) {
    case 'attempt':
    case 'confirm':
      return entry.attempt.step;
    case 'item-failure':
      return entry.id.slice('failure.'.length, entry.id.lastIndexOf('.'));
    case 'run':
    case 'phase':
    case 'result':
      return undefined;
    default:
      return entry satisfies never;
  }
}

/** The steps at work. */
export function liveSteps(state: SessionState, category: string | null = null): Lane[] {
  return state.document.items
    .entries()
    .filter(
      ([, item]) => LIVE_STATUSES.includes(item.status) && (category === null || item.category === category),
    )
    .map(([step, item]) => {
      const latest = state.latest(step);
      return { step, item, attempt: latest?.open() ? latest : undefined };
    });
}

function isEnded(run: RunInfo): boolean {
  return run.status === 'finished' || run.status === 'cancelled' || run.status === 'failed';
}
