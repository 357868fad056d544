import type { ItemState, ItemStatus, RunStateDocument } from '../api/run-state';

const title = { zh: '姓名', en: 'Name' };

/** An item as it stands before a run, for tests. */
export function anItem(status: ItemStatus = 'waiting', fields: Partial<ItemState> = {}): ItemState {
  return { title, order: 0, phase: 'items', category: 'basic', status, attempt: 1, flags: [], ...fields };
}

/** A state document with the given items, for tests. */
export function aDocument(
  items: Record<string, ItemState>,
  run: Partial<RunStateDocument['run']> = {},
): RunStateDocument {
  return {
    session: { id: 's', workflow: 'character-profile', title: '沈知微', language: 'zh' },
    run: {
      id: 'r',
      status: 'running',
      sample: true,
      concurrency: 4,
      usage: { inputTokens: 0, outputTokens: 0 },
      ...run,
    },
    phases: {
      canon: { title, order: 0, status: 'done' },
      items: { title, order: 1, status: 'running' },
      save: { title, order: 2, status: 'waiting' },
    },
    categories: { basic: { title, order: 0 } },
    items,
    artifacts: {},
  };
}
