/**
 * Reads one file, in a thread of its own: what a hostile file can do ends with the thread. It imports packages only,
 * so that it also runs uncompiled.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { CsvError, parse } from 'csv-parse/sync';
import { unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import readSheets from 'read-excel-file/node';
import { extractText, getDocumentProxy } from 'unpdf';
import type { ProblemCode } from '../problem/problem-code.js';
import type { FileContent, TableRow } from './file-content.js';
import type { FileKind } from './file-kind.js';

/** Bytes of everything in an archive. */
const MAX_UNPACKED = 100_000_000;
const MAX_ENTRIES = 5_000;

/** A file that cannot be read; `code` is the problem's. */
class Unreadable extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}

const { kind, bytes } = workerData as { kind: FileKind; bytes: Uint8Array };

try {
  parentPort!.postMessage({ content: await read() });
} catch (error) {
  const { code, message } =
    error instanceof Unreadable
      ? error
      : new Unreadable('file_unreadable', 'It is damaged, or not complete.');
  parentPort!.postMessage({ code, message });
}

async function read(): Promise<FileContent> {
  switch (kind) {
    case 'text':
    case 'markdown':
      return { text: decode(bytes) };
    case 'csv':
      return { rows: readCsv(decode(bytes)) };
    case 'docx':
      return { text: (await mammoth.extractRawText({ buffer: repack(bytes) })).value };
    case 'xlsx':
      return { rows: await readWorkbook(repack(bytes)) };
    case 'pdf':
      return { text: await readPdf(bytes) };
  }
}

/** UTF-8 with or without BOM, UTF-16 with one, else GB18030, in which Excel saves Chinese tables. */
function decode(content: Uint8Array): string {
  const [first, second] = content;
  const utf16 =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(content);
      if (!text.includes('\u0000')) return text;
    } catch {
      // Not this one.
    }
  }
  throw new Unreadable('encoding_unsupported', 'It is no text in UTF-8, UTF-16 or GB18030.');
}

function readCsv(text: string): TableRow[] {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const starts = [1, ...records.map(({ info }) => info.lines + 1)];
    return records.map(({ record }, index) => ({ line: starts[index]!, cells: record })).filter(isFilled);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Unreadable('table_malformed', `The table cannot be read: ${error.message}.`);
  }
}

/** Of the first line, outside quotes. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1);
  const bare = head.replaceAll(/"[^"]*"/g, '');
  const count = (mark: string): number => bare.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

async function readWorkbook(archive: Buffer): Promise<TableRow[]> {
  const [sheet] = await readSheets(archive);
  return (sheet?.data ?? [])
    .map((row, index) => ({ line: index + 1, cells: row.map((cell) => toText(cell)) }))
    .filter(isFilled);
}

function isFilled({ cells }: TableRow): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function readPdf(content: Uint8Array): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(content));
  const { text } = await extractText(document, { mergePages: false });
  return text.join('\n\n');
}

/**
 * The archive unpacked within bounds and packed anew: what the parsers get has no more in it than it said, no file
 * twice and no macros.
 */
function repack(archive: Uint8Array): Buffer {
  let unpacked = 0;
  let entries = 0;
  const files = unzipSync(archive, {
    filter: ({ name, originalSize }) => {
      unpacked += originalSize;
      entries++;
      if (unpacked > MAX_UNPACKED || entries > MAX_ENTRIES) {
        throw new Unreadable('file_too_large', 'Unpacked it is larger than is read.');
      }
      if (/vbaProject\.bin$/i.test(name)) {
        throw new Unreadable('file_has_macros', 'It has macros in it. Save it without them, and try again.');
      }
      return /\.(xml|rels)$/i.test(name);
    },
  });
  return Buffer.from(zipSync(files, { level: 0 }));
}
