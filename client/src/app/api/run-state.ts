import type { components } from './schema';

type Schemas = components['schemas'];

/** The document that STATE_SNAPSHOT carries and STATE_DELTA patches; the board is drawn from it alone. */
export type RunStateDocument = Schemas['RunStateDocument'];
export type SessionInfo = Schemas['SessionInfo'];
export type RunInfo = Schemas['RunInfo'];
export type RunStatus = RunInfo['status'];
export type PhaseState = Schemas['PhaseState'];
export type PhaseStatus = PhaseState['status'];
export type CategoryState = Schemas['CategoryState'];
export type ItemState = Schemas['ItemState'];
export type Finding = Schemas['Finding'];
export type ItemStatus = ItemState['status'];
export type ArtifactState = Schemas['ArtifactState'];
export type TokenUsage = Schemas['TokenCounts'];
export type Fault = Schemas['Fault'];
export type StopProof = Schemas['StopProof'];

/** A run in one of these is going on. */
export const ACTIVE_STATUSES: readonly RunStatus[] = ['queued', 'running', 'stopping'];

/** A run in one of these does nothing more by itself. */
export const ENDED_STATUSES: readonly RunStatus[] = ['finished', 'cancelled', 'failed', 'interrupted'];

/** An item in one of these is being worked on. */
export const LIVE_STATUSES: readonly ItemStatus[] = [
  'starting',
  'researching',
  'thinking',
  'writing',
  'retrying',
];
