import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { ModelError, type ModelErrorCode } from './model-error.js';
import { retryAfterMs } from './retry-after.js';

const TIMEOUTS = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
const QUOTA = new Set(['insufficient_quota', 'quota_exceeded', 'billing_hard_limit_reached']);
const UNPAID = new Set(['arrearage', 'accountoverdueerror', 'insufficient_balance']);
const MODEL_UNKNOWN = new Set(['model_not_found', 'modelnotopen', 'invalidendpointormodel.notfound']);
const FILTERED = new Set(['content_filter', 'data_inspection_failed', 'content_policy_violation']);

/** What is known of the failing call; nothing of it is secret. */
export interface FaultContext {
  provider: string;
  model: string;
  /** Whether the answer had begun to arrive. */
  streaming: boolean;
}

/**
 * Whatever the SDK or the network threw, as a `ModelError`.
 * The provider's own words are read to classify, never repeated: they may quote the key or the prompt.
 */
export function toModelError(error: unknown, context: FaultContext): ModelError {
  if (error instanceof ModelError) return error;
  if (error instanceof APIConnectionTimeoutError) return modelError('provider_timeout', context);
  if (error instanceof APIConnectionError) return connectionFault(error, context);
  if (error instanceof APIError) {
    const fault = error as APIError;
    return modelError(classify(fault), context, retryAfterMs(fault.headers, Date.now()));
  }
  if (error instanceof SyntaxError) return modelError('provider_malformed', context);
  return connectionFault(error, context);
}

/** The error with its standard message. */
export function modelError(code: ModelErrorCode, context: FaultContext, retryAfter?: number): ModelError {
  return new ModelError(code, describe(code, context), retryAfter);
}

function connectionFault(error: unknown, context: FaultContext): ModelError {
  if (causes(error).some((code) => TIMEOUTS.has(code))) return modelError('provider_timeout', context);
  return modelError(context.streaming ? 'provider_stream_cut' : 'provider_unreachable', context);
}

/** System codes along the chain of causes: fetch wraps the socket's error twice. */
function causes(error: unknown): string[] {
  const codes: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
  }
  return codes;
}

function classify(error: APIError): ModelErrorCode {
  const names = [error.code, error.type].map((name) => String(name ?? '').toLowerCase());
  const has = (known: Set<string>) => names.some((name) => known.has(name));
  if (has(QUOTA)) return 'provider_quota_exhausted';
  if (has(UNPAID)) return 'provider_payment_required';
  if (has(FILTERED)) return 'provider_content_filter';
  if (has(MODEL_UNKNOWN)) return 'provider_model_unknown';
  // An error event inside a stream has no status line; some gateways put the status into its code.
  return byStatus(error.status ?? Number(error.code), error.message);
}

function byStatus(status: number, message: string): ModelErrorCode {
  switch (status) {
    case 401:
      return 'provider_unauthorized';
    case 402:
      return 'provider_payment_required';
    case 403:
      return 'provider_forbidden';
    case 404:
      return 'provider_model_unknown';
    case 408:
      return 'provider_timeout';
    case 429:
      return 'provider_rate_limited';
  }
  if (status >= 400 && status < 500) {
    return /model.{0,80}not (exist|found)/i.test(message) ? 'provider_model_unknown' : 'provider_rejected';
  }
  return 'provider_overloaded';
}

function describe(code: ModelErrorCode, { provider, model }: FaultContext): string {
  const who = `Provider "${provider}"`;
  switch (code) {
    case 'provider_unreachable':
      return `${who} cannot be reached. Check its base URL, the network and the proxy.`;
    case 'provider_overloaded':
      return `${who} reports an error of its own. Try again later.`;
    case 'provider_rate_limited':
      return `${who} limits the rate of requests. Lower the concurrency or wait.`;
    case 'provider_timeout':
      return `${who} was silent for too long. Try again, or raise PROVIDER_TIMEOUT_MS.`;
    case 'provider_stream_cut':
      return `${who} broke off in the middle of an answer. Try again.`;
    case 'provider_malformed':
      return `${who} sent what is not a chat completion stream. Check its base URL.`;
    case 'provider_unauthorized':
      return `${who} refused the key. Check the key, then continue.`;
    case 'provider_payment_required':
      return `${who} asks for payment. Top up the account, then continue.`;
    case 'provider_forbidden':
      return `${who} does not let this key use "${model}". Check the account's permissions, then continue.`;
    case 'provider_model_unknown':
      return `${who} does not know the model "${model}". Choose another model.`;
    case 'provider_quota_exhausted':
      return `The quota at provider "${provider}" is used up. Raise it or top up, then continue.`;
    case 'provider_content_filter':
      return `The content filter of provider "${provider}" withheld the answer. Reword the request.`;
    case 'provider_empty_answer':
      return `${who} answered without any text. Try again or choose another model.`;
    case 'provider_rejected':
      return `${who} rejected the request for "${model}". Check the model's name and settings.`;
  }
}
