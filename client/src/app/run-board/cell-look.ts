import type { ItemState, ItemStatus, RunInfo } from '../api/run-state';

/** How a cell is drawn: as its item stands, or as what is to be told of it before that. */
export type CellState = ItemStatus | 'awaited' | 'stale';

/** A key of the translations with its values. */
export interface CellWord {
  key: string;
  values?: Readonly<Record<string, number>>;
  /** It tells of something wrong. */
  fault?: true;
}

/** What a cell shows and says of its item; several things may be true of one item, and the words say them all. */
export interface CellLook {
  state: CellState;
  /** What people have done to its text, in the middle of the cell; a lock says more than a hand. */
  sign: 'edited' | 'locked' | null;
  /** The review or the token limit has something against it: a mark in the corner. */
  flagged: boolean;
  /** The state comes first. */
  words: readonly CellWord[];
}

/** The step that the reader is to confirm before anything goes on; null while nobody is waited for. */
export function awaitedStep(run: RunInfo | null): string | null {
  return run?.status === 'interrupted' ? (run.awaits ?? null) : null;
}

/**
 * The look of a step's cell.
 * @param awaited see {@link awaitedStep}; what has not begun by then waits for the reader too
 */
export function cellLook(step: string, item: ItemState, awaited: string | null): CellLook {
  const state = stateOf(step, item, awaited);
  const written = item.status === 'done';
  const edited = written && item.revision?.text !== undefined;
  return {
    state,
    sign: !written ? null : item.locked ? 'locked' : edited ? 'edited' : null,
    flagged: item.flags.length > 0 || item.findings !== undefined,
    words: [
      { key: `board.status.${state === 'stale' ? 'done' : state}` },
      ...(edited ? [editWord(item)] : []),
      ...markWords(item),
      ...(item.attempt > 1 ? [{ key: 'chat.attempt', values: { number: item.attempt } }] : []),
    ],
  };
}

function stateOf(step: string, item: ItemState, awaited: string | null): CellState {
  if (awaited !== null && (step === awaited || item.status === 'waiting')) return 'awaited';
  return item.status === 'done' && item.stale ? 'stale' : item.status;
}

function editWord({ revision }: ItemState): CellWord {
  const number = revision?.restoredFrom;
  return number === undefined
    ? { key: 'revision.handMade' }
    : { key: 'revision.restoredFrom', values: { number } };
}

function markWords({ locked, stale, flags, findings }: ItemState): CellWord[] {
  return [
    ...(locked ? [{ key: 'revision.locked' }] : []),
    ...(stale ? [{ key: 'revision.stale' }] : []),
    ...(flags.includes('cut') ? [{ key: 'chat.attemptStatus.cut' }] : []),
    ...(findings ? [{ key: 'review.count', values: { n: findings.length }, fault: true as const }] : []),
  ];
}
