import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { SessionProjector } from '../events/session-projector.js';
import { Problem } from '../problem/problem.js';
import { costOf } from '../workflow/cost.js';
import type { RunStateDocument } from '../workflow/run-state.dto.js';
import type { AttemptProvenance } from '../workflow/step-provenance.js';
import type { ProvenanceDto } from './provenance.dto.js';

/** Tells of a finished attempt what it was made from. */
@Injectable()
export class ProvenanceService {
  constructor(
    private readonly database: Database,
    private readonly projector: SessionProjector,
  ) {}

  /** @throws Problem 404 `item_not_found` | `attempt_not_found` */
  async of(sessionId: string, itemId: string, asked?: number): Promise<ProvenanceDto> {
    const { state, messages } = await this.projector.current(sessionId);
    const { items = {} } = state as Partial<RunStateDocument>;
    if (!Object.hasOwn(items, itemId)) {
      throw new Problem(404, 'item_not_found', { detail: 'This session writes no such item.' });
    }
    const { chosen } = items[itemId]!;
    const rows = await this.database
      .selectFrom('checkpoints')
      .select(['attempt', 'provenance'])
      .where('session_id', '=', sessionId)
      .where('step_id', '=', itemId)
      .where('provenance', 'is not', null)
      .orderBy('attempt')
      .execute();
    const row = rows.find(({ attempt }) => attempt === (asked ?? chosen));
    if (!row) {
      throw new Problem(404, 'attempt_not_found', { detail: 'There is no finished attempt of this number.' });
    }
    const id = `${itemId}.${row.attempt}`;
    return {
      item_id: itemId,
      attempt: row.attempt,
      chosen: row.attempt === chosen,
      attempts: rows.map(({ attempt }) => attempt),
      reasoning: messages.get(`${id}r`)?.text ?? '',
      text: messages.get(id)?.text ?? '',
      ...toDto(JSON.parse(row.provenance!) as AttemptProvenance),
    };
  }
}

function toDto(origin: AttemptProvenance) {
  const { research, revision } = origin;
  const cost = costOf(origin.usage, origin.prices);
  return {
    run_id: origin.runId,
    provider: origin.provider,
    model: origin.model,
    temperature: origin.temperature ?? null,
    prompt_version: origin.promptVersion ?? null,
    prompt: [...(origin.prompt ?? [])],
    queries: [...(research?.queries ?? [])],
    hits: (research?.hits ?? []).map(({ collectionId, documentId, queries, ...hit }) => ({
      ...hit,
      collection_id: collectionId,
      document_id: documentId,
      queries: [...queries],
    })),
    revision: {
      instruction: revision?.instruction ?? null,
      by_hand: revision?.byHand ?? false,
      restored_from: revision?.restoredFrom ?? null,
    },
    usage: origin.usage,
    cost: cost ? { amount: cost.amount, currency: cost.currency ?? null } : null,
    started_at: origin.startedAt,
    finished_at: origin.finishedAt,
  };
}
