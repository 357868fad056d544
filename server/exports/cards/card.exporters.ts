import { json, type Exporter, type ExportSource } from '../exporter.js';
import { bookUpon } from './base-card.js';
import { toCardV2, toCardV3 } from './card.js';
import { toLorebook } from './lorebook.js';
import { embedCards } from './portrait-card.js';
import { placeholderPortrait } from './placeholder-portrait.js';
import { toWorldInfo } from './world-info.js';

const written = (
  format: Exporter['format'],
  file: string,
  toDocument: (source: ExportSource) => object,
): Exporter => ({
  format,
  file,
  mediaType: 'application/json',
  write: (source) => json(toDocument(source)),
});

/** What programs that play characters read. */
export const cardExporters: readonly Exporter[] = [
  written('card_v2', 'card-v2.json', (source) => toCardV2(source)),
  written('card_v3', 'card-v3.json', toCardV3),
  written('lorebook_v3', 'lorebook.json', (source) => ({
    spec: 'lorebook_v3',
    data: bookUpon(source.base?.card, { ...toLorebook(source) }, true),
  })),
  written('world_info', 'world-info.json', toWorldInfo),
  {
    format: 'card_png',
    file: 'card.png',
    mediaType: 'image/png',
    write: (source) => embedCards(source, source.base?.portrait ?? placeholderPortrait(source.content.title)),
  },
];
