import type { PromptKind } from '../offline/prompt-tags.js';

/** What the scripted provider saw of one request. Times are epoch ms. */
export interface ScriptedCall {
  /** From 1, in the order of arrival. */
  readonly number: number;
  readonly kind?: PromptKind;
  readonly item: string;
  readonly attempt: number;
  readonly model: string;
  /** Value of the `Authorization` header. */
  readonly authorization?: string;
  readonly startedAt: number;
  closedAt?: number;
  closedBy?: 'server' | 'client';
  deltasSent: number;
}
