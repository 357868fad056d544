/** Stable codes of everything that can go wrong between us and a provider. */
export type ModelErrorCode =
  | 'provider_unreachable'
  | 'provider_overloaded'
  | 'provider_rate_limited'
  | 'provider_timeout'
  | 'provider_stream_cut'
  | 'provider_malformed'
  | 'provider_unauthorized'
  | 'provider_payment_required'
  | 'provider_forbidden'
  | 'provider_model_unknown'
  | 'provider_quota_exhausted'
  | 'provider_content_filter'
  | 'provider_empty_answer'
  | 'provider_rejected';

/** What becomes of a step after a fault: how many attempts it gets in all, and whether the whole run ends. */
export interface FaultPolicy {
  attempts: number;
  endsRun: boolean;
}

const TRANSIENT: FaultPolicy = { attempts: 4, endsRun: false };
const FATAL: FaultPolicy = { attempts: 1, endsRun: true };
const REFUSED: FaultPolicy = { attempts: 2, endsRun: false };

const POLICIES: Record<ModelErrorCode, FaultPolicy> = {
  provider_unreachable: TRANSIENT,
  provider_overloaded: TRANSIENT,
  provider_rate_limited: TRANSIENT,
  provider_timeout: TRANSIENT,
  provider_stream_cut: TRANSIENT,
  provider_malformed: TRANSIENT,
  provider_unauthorized: FATAL,
  provider_payment_required: FATAL,
  provider_forbidden: FATAL,
  provider_model_unknown: FATAL,
  provider_quota_exhausted: FATAL,
  provider_content_filter: REFUSED,
  provider_empty_answer: REFUSED,
  provider_rejected: { attempts: 1, endsRun: false },
};

/** A provider's failure as a value: a stable code, a message without keys, URLs or prompts, and what follows. */
export class ModelError extends Error {
  readonly policy: FaultPolicy;

  constructor(
    readonly code: ModelErrorCode,
    message: string,
    /** From `Retry-After`, in ms. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
    this.name = 'ModelError';
    this.policy = POLICIES[code];
  }
}
