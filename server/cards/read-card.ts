import { inflateSync } from 'node:zlib';
import { Problem } from '../problem/problem.js';
import type { UploadedFile } from '../uploads/file-reader.js';
import { isObject, textOf, type CardJson } from './character-card.js';
import { keywordOf, readPng, type PngChunk } from './png.js';

/** A card, and the portrait that it came in. */
export interface ReadCard {
  card: CardJson;
  portrait: Buffer | null;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
/** Bytes of a card's JSON, and how deep it may be: who walks it later must not run out of stack. */
const MAX_JSON = 10_000_000;
const MAX_DEPTH = 40;
/** The newer form first. */
const KEYWORDS = ['ccv3', 'chara'];

/** Reads a card of any form from JSON or from a PNG. @throws Problem 400 `card_invalid` */
export function readCard({ bytes }: UploadedFile): ReadCard {
  const isPng = bytes.subarray(0, PNG.length).equals(PNG);
  const card = parse(isPng ? embedded(bytes) : bytes);
  if (textOf(card, 'name') === '') throw invalid('It names no character.');
  return { card, portrait: isPng ? bytes : null };
}

function embedded(bytes: Buffer): Buffer {
  const chunks = chunksOf(bytes);
  for (const keyword of KEYWORDS) {
    const chunk = chunks.find((each) => keywordOf(each) === keyword);
    if (chunk) return Buffer.from(textIn(chunk), 'base64');
  }
  throw invalid('This image holds no character card.');
}

function chunksOf(bytes: Buffer): PngChunk[] {
  try {
    return readPng(bytes);
  } catch (error) {
    if (error instanceof Problem) throw invalid('The image is damaged, or not complete.');
    throw error;
  }
}

/** Of a tEXt or zTXt chunk; nobody writes cards as iTXt. */
function textIn({ type, data }: PngChunk): string {
  const start = data.indexOf(0) + 1;
  if (type === 'tEXt') return data.toString('latin1', start);
  try {
    if (type === 'zTXt')
      return inflateSync(data.subarray(start + 1), { maxOutputLength: MAX_JSON * 2 }).toString('latin1');
  } catch {
    throw invalid('What is in the image is damaged, or too large.');
  }
  throw invalid('The card in the image is of an unknown kind.');
}

function parse(bytes: Buffer): CardJson {
  if (bytes.length > MAX_JSON) throw invalid('It is too large.');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalid('It is neither a PNG nor JSON.');
  }
  if (!isObject(value) || isTooDeep(value)) throw invalid('It is no character card.');
  return value;
}

/** Level by level, without recursion. */
function isTooDeep(card: CardJson): boolean {
  let level: unknown[] = [card];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : [],
    );
  }
  return false;
}

function invalid(what: string): Problem {
  return new Problem(400, 'card_invalid', { detail: `The card cannot be used. ${what}` });
}
