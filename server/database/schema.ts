import type { ColumnType, Generated } from 'kysely';

/** A moment by the database's clock; written by SQL, read as a `Date`. */
type Timestamp = ColumnType<Date, Date | undefined, Date>;

/** What a browser follows: one or more runs, their items, attempts and artifacts. AG-UI `threadId`. */
export interface SessionsTable {
  id: string;
  /** Workflow of the session's first run; empty until one was started. */
  workflow: Generated<string>;
  title: Generated<string>;
  /** What somebody calls it instead. */
  name: Generated<string | null>;
  /** All its events lie in blocks; a new run makes it false. */
  compacted: Generated<boolean>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export type RunStatus = 'queued' | 'running' | 'interrupted' | 'finished' | 'cancelled' | 'failed';

/** One execution of a workflow. The row is the only truth about who may write to its session. */
export interface RunsTable {
  id: string;
  session_id: string;
  parent_run_id: string | null;
  workflow: string;
  /** The request, JSON text. */
  input: string;
  status: RunStatus;
  /** Grows with every lease; a writer with an older epoch is fenced off. */
  epoch: Generated<number>;
  /** `workers.id` of the lease holder, or null. */
  lease_holder: number | null;
  /** How many leases ended by death; bounded, see runs/. */
  takeovers: Generated<number>;
  stop_requested_at: ColumnType<Date | null, never, Date>;
  created_at: Timestamp;
  started_at: ColumnType<Date | null, never, Date>;
  finished_at: ColumnType<Date | null, never, Date>;
  error_code: string | null;
  /** Spent, as far as it has ended. */
  input_tokens: ColumnType<number | null, never, never>;
  output_tokens: ColumnType<number | null, never, never>;
  /** In `currency`; null where the providers' file names no prices. */
  cost: ColumnType<number | null, never, never>;
  currency: ColumnType<string | null, never, never>;
}

/** What is asked of an active run, in the order of `id`; the state document says which took effect last. */
export interface RunCommandsTable {
  id: Generated<number>;
  run_id: string;
  kind: 'stop_item' | 'revise_item' | 'lock_item';
  step_id: string;
  /** JSON text; see runs/command-rows.ts. */
  payload: string | null;
  requested_at: Timestamp;
}

/** The log. `data` is the AG-UI event as it goes over the wire, serialised once. */
export interface EventsTable {
  session_id: string;
  seq: number;
  run_id: string;
  at: Timestamp;
  data: string;
}

/** Sessions that were deleted: their copies on disk may go. */
export interface DeletedSessionsTable {
  id: string;
  deleted_at: Timestamp;
}

/** Consecutive events of a session at rest, compressed; see events/event-block.ts. Rows in `events` come after them. */
export interface EventBlocksTable {
  session_id: string;
  first: number;
  last: number;
  data: Buffer;
}

/** The saved output of a finished step attempt. */
export interface CheckpointsTable {
  session_id: string;
  step_id: string;
  attempt: number;
  run_id: string;
  /** JSON text of the step's output. */
  output: string;
  /** JSON text; see workflow/step-provenance.ts. */
  provenance: string | null;
  created_at: Timestamp;
}

/** A file that a run has produced. */
export interface ArtifactsTable {
  session_id: string;
  /** Relative path, `/`-separated, safe on every file system. */
  name: string;
  run_id: string;
  media_type: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  content: Buffer;
  updated_at: Timestamp;
}

/** A process that works runs. It holds the advisory lock (7861, id) for as long as it lives. */
export interface WorkersTable {
  id: Generated<number>;
  started_at: Timestamp;
  heartbeat_at: Timestamp;
}

/** Token bucket of a provider's request rate, shared by all replicas. */
export interface ProviderRatesTable {
  provider: string;
  tokens: number;
  updated_at: Timestamp;
}

/** Documents that belong together, e.g. a world. */
export interface CollectionsTable {
  id: string;
  name: string;
  description: Generated<string>;
  /** It came with the product. */
  sample: Generated<boolean>;
  /** Grows with every change of what it holds. */
  revision: Generated<number>;
  created_at: Timestamp;
}

/** A file, or a finished session, as it was taken in. */
export interface DocumentsTable {
  id: string;
  collection_id: string;
  name: string;
  bytes: number;
  /** Of the content, hex; once a collection. */
  sha256: string;
  characters: number;
  source_session: string | null;
  created_at: Timestamp;
}

/** What is found: a piece of a document. */
export interface ChunksTable {
  id: Generated<number>;
  collection_id: string;
  document_id: string;
  position: number;
  heading: string;
  text: string;
  /** Of heading and text, hex; the key of its vector. */
  sha256: string;
  /** Words. */
  length: number;
  words: string;
  /** As trigrams compare it; see knowledge/words.ts. */
  spelling: string;
}

/** Vectors by what they are of. */
export interface EmbeddingsTable {
  model: string;
  sha256: string;
  /** 32-bit floats, little-endian, of length 1. */
  vector: Buffer;
}

/** What people want to have written. */
export interface TemplatesTable {
  id: string;
  name: string;
  /** The latest. */
  version: number;
  /** It is offered no more. */
  archived: Generated<boolean>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

/** A version of a template; it never changes. */
export interface TemplateVersionsTable {
  template_id: string;
  version: number;
  /** JSON text; see templates/template-content.ts. */
  content: string;
  created_at: Timestamp;
}

/** A character card that a profile begins with. */
export interface ImportedCardsTable {
  id: string;
  /** JSON text, as it came. */
  card: string;
  /** The PNG that it came in. */
  portrait: Buffer | null;
  /** A run names it; others are deleted after some days. */
  used: Generated<boolean>;
  created_at: Timestamp;
}

/** Characters that are written together. */
export interface CastsTable {
  id: string;
  name: string;
  /** JSON text: what they share of the request. */
  settings: string;
  at_once: number;
  token_cap: number | null;
  /** It starts no more. */
  stopped: Generated<boolean>;
  /** Somebody of it may still be to be started. */
  open: Generated<boolean>;
  created_at: Timestamp;
}

/** One of a cast. */
export interface CastMembersTable {
  cast_id: string;
  position: number;
  /** JSON text: the whole request, prepared. */
  input: string;
  session_id: Generated<string | null>;
  /** It has had a session. */
  begun: Generated<boolean>;
  /** Its latest run is to be gone on with. */
  again: Generated<boolean>;
  /** Why it could not be started. */
  error_code: Generated<string | null>;
}

/** All tables of ours. pg-boss keeps its own in the schema `pgboss`. */
export interface Schema {
  sessions: SessionsTable;
  runs: RunsTable;
  run_commands: RunCommandsTable;
  events: EventsTable;
  event_blocks: EventBlocksTable;
  deleted_sessions: DeletedSessionsTable;
  checkpoints: CheckpointsTable;
  artifacts: ArtifactsTable;
  workers: WorkersTable;
  provider_rates: ProviderRatesTable;
  collections: CollectionsTable;
  documents: DocumentsTable;
  chunks: ChunksTable;
  embeddings: EmbeddingsTable;
  casts: CastsTable;
  cast_members: CastMembersTable;
  imported_cards: ImportedCardsTable;
  templates: TemplatesTable;
  template_versions: TemplateVersionsTable;
}
