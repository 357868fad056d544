import type { ExportFormat } from '../api/types';

/** What people read first, then what programs read; a line between the groups. */
export const EXPORT_GROUPS: readonly (readonly ExportFormat[])[] = [
  ['docx', 'xlsx', 'csv', 'markdown', 'json'],
  ['card_png', 'card_v3', 'card_v2', 'lorebook_v3', 'world_info'],
];
