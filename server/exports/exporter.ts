import type { ReadCard } from '../cards/read-card.js';
import type { ContentDescription, SessionContent } from '../workflow/session-content.js';
import type { ExportFormat } from './export.dto.js';

/** All that a format can say. */
export interface ExportSource {
  content: SessionContent;
  description: ContentDescription;
  /** The card that the profile began with. */
  base?: ReadCard;
}

/** One format. */
export interface Exporter {
  format: ExportFormat;
  /** File name, before which the session's title is put. */
  file: string;
  mediaType: string;
  /** @throws Problem 409 `not_a_character` from the formats of character cards. */
  write(source: ExportSource): Promise<Uint8Array> | Uint8Array;
}

/** JSON for people too. */
export function json(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
