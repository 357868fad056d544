import { crc32 } from 'node:zlib';
import { Problem } from '../problem/problem.js';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length, type and checksum around a chunk's data, bytes. */
const FRAME = 12;

/** One chunk; section 5.3 of the PNG specification. */
export interface PngChunk {
  /** Four letters. */
  type: string;
  data: Buffer;
}

/**
 * The chunks of a PNG up to and with IEND; what lies behind it is dropped.
 * @throws Problem 400 `portrait_invalid`; an image is checked in its frame, its pixels are not read.
 */
export function readPng(file: Buffer): PngChunk[] {
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw invalid('It is not a PNG.');
  const chunks: PngChunk[] = [];
  let at = SIGNATURE.length;
  while (chunks.at(-1)?.type !== 'IEND') {
    if (at + FRAME > file.length) throw invalid('It ends too early.');
    const length = file.readUInt32BE(at);
    const end = at + FRAME + length;
    if (end > file.length) throw invalid('It ends too early.');
    const type = file.toString('latin1', at + 4, at + 8);
    if (!/^[A-Za-z]{4}$/.test(type) || crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) {
      throw invalid('It is damaged.');
    }
    chunks.push({ type, data: file.subarray(at + 8, end - 4) });
    at = end;
  }
  const header = chunks[0]!;
  if (header.type !== 'IHDR' || header.data.length !== 13 || !chunks.some(({ type }) => type === 'IDAT')) {
    throw invalid('It holds no image.');
  }
  return chunks;
}

export function writePng(chunks: readonly PngChunk[]): Buffer {
  return Buffer.concat([SIGNATURE, ...chunks.map(frame)]);
}

/** Keyword and text of a tEXt chunk; both Latin-1. */
export function textChunk(keyword: string, text: string): PngChunk {
  return { type: 'tEXt', data: Buffer.from(`${keyword}\0${text}`, 'latin1') };
}

/** The keyword of any of the three kinds of text chunks. */
export function keywordOf({ type, data }: PngChunk): string | undefined {
  if (!['tEXt', 'zTXt', 'iTXt'].includes(type)) return undefined;
  const end = data.indexOf(0);
  return data.toString('latin1', 0, end < 0 ? data.length : end);
}

function frame({ type, data }: PngChunk): Buffer {
  const buffer = Buffer.alloc(FRAME + data.length);
  buffer.writeUInt32BE(data.length, 0);
  buffer.write(type, 4, 'latin1');
  data.copy(buffer, 8);
  buffer.writeUInt32BE(crc32(buffer.subarray(4, 8 + data.length)), 8 + data.length);
  return buffer;
}

function invalid(what: string): Problem {
  return new Problem(400, 'portrait_invalid', { detail: `The portrait cannot be used. ${what}` });
}
