import { IsIn } from 'class-validator';
import { ContentCategory, Fact } from '../workflow/session-content.dto.js';

/** Every format, in the order of the page's menu. */
export const EXPORT_FORMATS = [
  'docx',
  'xlsx',
  'csv',
  'markdown',
  'json',
  'card_png',
  'card_v3',
  'card_v2',
  'lorebook_v3',
  'world_info',
] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What is to be made. */
export class ExportQueryDto {
  /**
   * `json` (ExportDto), `markdown`, `docx`, `xlsx`, `csv`; character cards `card_v2`, `card_v3` and, in a portrait,
   * `card_png`; `lorebook_v3`, `world_info` (SillyTavern).
   */
  @IsIn(EXPORT_FORMATS)
  format: ExportFormat;
}

/** What is to be made of an uploaded portrait. */
export class PortraitQueryDto {
  @IsIn(['card_png'])
  format: 'card_png';
}

/** The format `json`: a session's content. A change that readers must know of is a new `version`. */
export class ExportDto {
  schema: 'zzzero-export';
  version: 1;
  session_id: string;
  /** Workflow id. */
  workflow: string;
  /** E.g. the character's name. */
  title: string;
  /** Of the texts. */
  language: 'zh' | 'en';
  /** The texts are sample texts of the offline model, not a model's work. */
  sample: boolean;
  provider?: string;
  model?: string;
  /** Empty for a workflow without facts. */
  facts: Fact[];
  /** In the template's order; what is not written has `text: null`. */
  categories: ContentCategory[];
}
