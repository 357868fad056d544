import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { StoredEvent } from './stored-event.js';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** First byte of a block; a later format gets the next number, and this one stays readable. */
const FORMAT = 1;

/** An event as the table has it; `at` in microseconds since the epoch, as text, so that nothing is rounded. */
export interface EventRow {
  seq: number;
  runId: string;
  at: string;
  data: string;
}

/**
 * Consecutive events as one compressed value: a line of run ids, then a line an event: index of its run, time, JSON
 * (which has no raw line breaks). Lossless: `unpackRows` gives back what `packRows` was given.
 */
export async function packRows(rows: readonly EventRow[]): Promise<Buffer> {
  const runs = [...new Set(rows.map(({ runId }) => runId))];
  const lines = rows.map(({ runId, at, data }) => `${runs.indexOf(runId)} ${at} ${data}`);
  const text = [JSON.stringify(runs), ...lines].join('\n');
  return Buffer.concat([Buffer.from([FORMAT]), await compress(Buffer.from(text))]);
}

/** @param first number of the block's first event */
export async function unpackRows(first: number, block: Buffer): Promise<EventRow[]> {
  if (block[0] !== FORMAT) throw new Error(`Event block of the unknown format ${block[0]}.`);
  const [runs, ...lines] = (await decompress(block.subarray(1))).toString().split('\n');
  const runIds = JSON.parse(runs!) as string[];
  return lines.map((line, index) => {
    const [, run, at, data] = /^(\d+) (\d+) (.*)$/s.exec(line)!;
    return { seq: first + index, runId: runIds[Number(run)]!, at: at!, data: data! };
  });
}

/** The events of a block as viewers get them. */
export async function unpackEvents(first: number, block: Buffer): Promise<StoredEvent[]> {
  const rows = await unpackRows(first, block);
  return rows.map(({ seq, at, data }) => ({ seq, at: new Date(Number(at) / 1_000), data }));
}
