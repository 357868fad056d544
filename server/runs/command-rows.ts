import type { Selectable } from 'kysely';
import type { RunCommandsTable } from '../database/schema.js';
import type { ItemCommand, RunCommand } from '../workflow/run-command.js';
import type { ItemRevision } from '../workflow/run-state.dto.js';

/** A command as its table has it. */
export type CommandRow = Pick<Selectable<RunCommandsTable>, 'kind' | 'step_id' | 'payload'>;

/** The row of a command about one item. */
export function toCommandRow(stepId: string, command: ItemCommand): CommandRow {
  const row = { kind: command.kind, step_id: stepId, payload: null };
  switch (command.kind) {
    case 'stop_item':
      return row;
    case 'revise_item':
      return { ...row, payload: JSON.stringify(command.revision) };
    case 'lock_item':
      return { ...row, payload: JSON.stringify(command.locked) };
  }
}

/** The command of a row. */
export function toCommand({ id, kind, step_id: stepId, payload }: CommandRow & { id: number }): RunCommand {
  switch (kind) {
    case 'stop_item':
      return { id, stepId, kind };
    case 'revise_item':
      return { id, stepId, kind, revision: JSON.parse(payload ?? '{}') as ItemRevision };
    case 'lock_item':
      return { id, stepId, kind, locked: payload === 'true' };
  }
}
