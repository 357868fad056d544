import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Part } from './part.js';
import { PARTS } from './parts/index.js';
import { publishFigures } from './figures.js';
import { makeRow, type Row } from './row.js';
import { HEADING, show } from './table.js';

const { values, positionals } = parseArgs({
  options: { slice: { type: 'boolean', default: false }, out: { type: 'string' } },
  allowPositionals: true,
});
const chosen = choose(positionals, values.slice);
const rows: Row[] = [];
const notes: Record<string, string[]> = {};
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`;
console.log(`Bench on ${machine}`);
for (const part of chosen) await measure(part);
const broken = rows.filter((row) => row.broken);
console.log(
  `\n${rows.filter((row) => row.met).length} goals met, ${rows.filter((row) => row.met === false).length} missed`,
);
for (const row of broken)
  console.error(`Far off: ${row.part}, ${row.name}: ${row.ours} ${row.unit}, ${row.goal}`);
// A part alone is for looking at; the file keeps whole runs.
const out =
  values.out ?? (positionals.length === 0 && !values.slice && join(import.meta.dirname, 'results.json'));
if (out) writeFileSync(out, `${JSON.stringify({ machine, rows, notes }, null, 2)}\n`);
if (positionals.length === 0 && !values.slice) publishFigures(chosen, rows);
process.exit(broken.length > 0 ? 1 : 0);

async function measure(part: Part): Promise<void> {
  const began = performance.now();
  console.log(`\n— ${part.title}\n${HEADING}`);
  await part.run({
    slice: values.slice,
    row: (...measured) => {
      const row = makeRow(part.id, ...measured);
      rows.push(row);
      console.log(show(row));
    },
    note: (text) => {
      (notes[part.id] ??= []).push(text);
      console.log(`  ${text}`);
    },
  });
  console.log(`  (${((performance.now() - began) / 1_000).toFixed(0)} s)`);
}

function choose(ids: readonly string[], slice: boolean): readonly Part[] {
  const unknown = ids.filter((id) => !PARTS.some((part) => part.id === id));
  if (unknown.length > 0) {
    console.error(`There is no part ${unknown.join(', ')}. Parts: ${PARTS.map(({ id }) => id).join(', ')}`);
    process.exit(2);
  }
  if (ids.length > 0) return PARTS.filter((part) => ids.includes(part.id));
  return slice ? PARTS.filter((part) => part.inSlice) : PARTS;
}
