import type { ExportSource } from '../exporter.js';
import { toCardV2, toCardV3 } from './card.js';
import { keywordOf, readPng, textChunk, writePng } from '../../cards/png.js';

/** Of an earlier character: cards, and assets that belong to them. */
const EARLIER = /^(chara|ccv3|chara-ext-asset_:.*)$/;

/**
 * A portrait that is a card: V3 in `ccv3` and, for programs that do not know it, V2 in `chara`, each as base64 of
 * UTF-8 JSON. Cards that the portrait holds already are replaced.
 * @throws Problem 400 `portrait_invalid`, 409 `not_a_character`
 */
export function embedCards(source: ExportSource, portrait: Buffer): Buffer {
  const cards = [
    textChunk('chara', encode(toCardV2(source, { backfill: true }))),
    textChunk('ccv3', encode(toCardV3(source))),
  ];
  const image = readPng(portrait).filter((chunk) => !EARLIER.test(keywordOf(chunk) ?? ''));
  return writePng([...image.slice(0, -1), ...cards, image.at(-1)!]);
}

function encode(card: object): string {
  return Buffer.from(JSON.stringify(card)).toString('base64');
}
