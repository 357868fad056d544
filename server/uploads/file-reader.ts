import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import pLimit from 'p-limit';
import type { ProblemCode } from '../problem/problem-code.js';
import { Problem } from '../problem/problem.js';
import type { FileContent, TableRow } from './file-content.js';
import { kindOf } from './file-kind.js';

/** A file as it came in. */
export interface UploadedFile {
  /** As its owner calls it; never a path of ours. */
  name: string;
  bytes: Buffer;
}

/** One file at a time: reading is short, and its memory is bounded. */
const READERS = 1;
/** How much the process may grow while one file is read, bytes. */
const MAX_GROWTH = 1_500_000_000;
const LOOK_MS = 50;

const STATUS: Readonly<Partial<Record<ProblemCode, number>>> = { file_too_large: 413, file_has_macros: 415 };

type Answer = { content: FileContent } | { code: ProblemCode; message: string };

/** Reads what people upload. Each file is read in a thread that is ended when it takes too long or too much. */
@Injectable()
export class FileReader {
  private readonly limit = pLimit(READERS);
  /** The longest read, ms; the slowest honest file of 20 MB takes a few seconds. */
  protected readonly patienceMs: number = 30_000;

  /**
   * @throws Problem 415 `file_type_unsupported` | `file_has_macros`, 413 `file_too_large`, 400 `file_unreadable` |
   *   `encoding_unsupported` | `table_malformed`
   */
  async read({ name, bytes }: UploadedFile): Promise<FileContent> {
    const kind = kindOf(name, bytes);
    const answer = await this.limit(() => readInThread(kind, bytes, this.patienceMs));
    if ('content' in answer) return answer.content;
    throw new Problem(STATUS[answer.code] ?? 400, answer.code, { detail: answer.message });
  }

  /** @throws Problem like `read`, and 415 `file_type_unsupported` for a file that is no table */
  async readTable(file: UploadedFile): Promise<TableRow[]> {
    const content = await this.read(file);
    if ('rows' in content) return content.rows;
    throw new Problem(415, 'file_type_unsupported', { detail: 'A table is expected: .csv or .xlsx.' });
  }
}

function readInThread(kind: string, bytes: Buffer, patienceMs: number): Promise<Answer> {
  const before = process.memoryUsage.rss();
  const until = Date.now() + patienceMs;
  // Compiled here, TypeScript in tests: Node strips the types.
  const program = new URL(`./read-worker${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(program, {
    workerData: { kind, bytes: new Uint8Array(bytes) },
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    env: {},
    // What a parser complains of is nobody's business.
    stdout: true,
    stderr: true,
  });
  return new Promise<Answer>((resolve) => {
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > MAX_GROWTH) end(tooLarge('It takes too much memory to read.'));
      else if (Date.now() > until) end(tooLarge('It takes too long to read.'));
    }, LOOK_MS);
    const end = (answer: Answer): void => {
      clearInterval(watch);
      void worker.terminate();
      resolve(answer);
    };
    worker.once('message', (answer: Answer) => end(answer));
    worker.once('error', () => end(tooLarge('It takes too much to read.')));
  });
}

function tooLarge(message: string): Answer {
  return { code: 'file_too_large', message };
}
