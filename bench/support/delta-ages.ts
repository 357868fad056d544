import { setTimeout as delay } from 'node:timers/promises';
import type { NodeProgram } from './node-program.js';
import { StampReader } from './stamp.js';
import type { StartedRun, System } from './system.js';
import { Viewer, type ViewerRequest } from './viewer.js';

const WARM_UP_MS = 2_000;

/** A way from the provider to viewers: opens so many streams, each of an answer of its own. */
export interface Way {
  open(streams: number): Promise<ViewerRequest[]>;
  close(): Promise<void>;
}

/** Ages of the deltas on arrival at a viewer, ms. @throws when fewer came than were sent */
export async function deltaAges(
  way: Way,
  streams: number,
  deltasPerSecond: number,
  milliseconds: number,
): Promise<number[]> {
  const readers: StampReader[] = [];
  const viewers = await Promise.all(
    (await way.open(streams)).map((request) => {
      const reader = new StampReader();
      readers.push(reader);
      return Viewer.open(request, (chunk) => reader.read(chunk));
    }),
  );
  while (readers.some(({ seen }) => seen === 0)) await delay(20);
  await delay(WARM_UP_MS);
  for (const reader of readers) reader.clear();
  await delay(milliseconds);
  const all = readers.flatMap((reader) => reader.ages);
  for (const viewer of viewers) viewer.close();
  await way.close();
  const expected = (streams * deltasPerSecond * milliseconds) / 1_000;
  if (all.length < expected * 0.8) throw new Error(`${all.length} deltas came of ${expected}`);
  return all;
}

/** Runs of the product, each with a viewer. */
export function through(system: System): Way {
  let runs: StartedRun[] = [];
  return {
    open: async (streams) => {
      runs = await Promise.all(Array.from({ length: streams }, () => system.startRun({ categories: 1 })));
      return runs.map((run) => ({ url: system.stream(run) }));
    },
    close: async () => {
      await Promise.all(runs.map((run) => system.stopRun(run)));
      await Promise.all(runs.map((run) => system.ended(run)));
    },
  };
}

/** A program that asks the provider for each of its viewers. */
export function beside(program: NodeProgram): Way {
  return {
    open: (streams) => Promise.resolve(Array.from({ length: streams }, () => ({ url: program.url }))),
    close: () => Promise.resolve(),
  };
}
