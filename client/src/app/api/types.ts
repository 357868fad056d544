/** A text in both languages of the portal. */
export interface Localized {
  zh: string;
  en: string;
}

export type Language = keyof Localized;

/** A profile entry that one step writes. */
export interface ItemOption {
  id: string;
  name: Localized;
  guidance: Localized;
}

/** A group of items that is chosen as a whole. */
export interface CategoryOption {
  id: string;
  name: Localized;
  description: Localized;
  items: ItemOption[];
}

export interface ModelOption {
  id: string;
  reasoning: boolean;
  /** Per million tokens, in `currency`. */
  input_price?: number;
  output_price?: number;
  currency?: string;
  is_default?: boolean;
}

export interface ProviderOption {
  id: string;
  label: string;
  /** Writes sample text, offline. */
  sample: boolean;
  is_default: boolean;
  models: ModelOption[];
}

/** A filled-in form to begin with. */
export interface ExampleRequest {
  character_name: string;
  basic_info: string;
  selected_categories: string[];
}

/** Everything that the form of the character profile needs. */
export interface ProfileOptions {
  categories: CategoryOption[];
  providers: ProviderOption[];
  defaults: { concurrency: number; max_concurrency: number; temperature: number; language: Language };
  estimates: {
    input_tokens_per_item: number;
    output_tokens_per_item: number;
    seconds_per_item: number;
    /** Calls that every run makes besides its items. */
    fixed_calls: number;
  };
  example: Record<Language, ExampleRequest>;
}

/** Body of `POST /api/workflow/character_profile_stream`. */
export interface ProfileRequest extends ExampleRequest {
  selected_collections: string[];
  llm_provider?: string;
  model_name?: string;
  temperature?: number;
  language?: Language;
  concurrency?: number;
  token_cap?: number;
  session_id?: string;
}

export interface StartedRun {
  session_id: string;
  run_id: string;
}

export type SessionStatus = 'idle' | 'queued' | 'running' | 'finished' | 'cancelled' | 'failed';

/** A session in the list of recent ones; times in ISO 8601. */
export interface SessionSummary {
  id: string;
  title: string;
  workflow: string;
  status: SessionStatus;
  run_id: string | null;
  created_at: string;
  updated_at: string;
}

export type MessageStatus = 'open' | 'complete' | 'cut' | 'failed' | 'superseded' | 'stopped';

/** A message as it stood when the snapshot was taken. */
export interface SnapshotMessage {
  id: string;
  role: 'assistant' | 'reasoning';
  step: string;
  attempt: number;
  text: string;
  status: MessageStatus;
}

/** What all events up to `seq` add up to; the stream goes on from there. */
export interface SessionSnapshot {
  seq: number;
  state: unknown;
  messages: SnapshotMessage[];
}

/** One page of the log as JSON. */
export interface EventPage {
  events: { seq: number; at: string; event: unknown }[];
  head: number;
  active: boolean;
}

export interface ArtifactSummary {
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  url: string;
}

export interface ArtifactList {
  /** The folder on the server, absolute. */
  folder: string;
  artifacts: ArtifactSummary[];
}

export interface ProviderCheck {
  ok: boolean;
  code?: string;
  message?: string;
}

/** Body of every answer that is not a success (RFC 9457). */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  errors?: { field: string; message: string; code: string }[];
}
