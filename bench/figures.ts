import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Part } from './part.js';
import type { Row } from './row.js';

const ROOT = resolve(import.meta.dirname, '..');
const PAGE = resolve(ROOT, 'docs/performance.md');
const PLACE = /(<!-- figures -->)[^]*(<!-- \/figures -->)/;

/** Puts the figures of a whole run into `docs/performance.md`, so that page and results are of one run. */
export function publishFigures(parts: readonly Part[], rows: readonly Row[]): void {
  const tables = parts.map(({ id, title }) => {
    const lines = rows.filter(({ part }) => part === id).map(line);
    const head = '|  | ours | baseline | ratio | goal |\n| --- | ---: | ---: | ---: | --- |';
    return `### ${title}\n\n${head}\n${lines.join('\n')}`;
  });
  const page = readFileSync(PAGE, 'utf8').replace(PLACE, `$1\n\n${tables.join('\n\n')}\n\n$2`);
  writeFileSync(PAGE, page);
  execFileSync(process.execPath, ['node_modules/prettier/bin/prettier.cjs', '--write', PAGE], { cwd: ROOT });
}

function line({ name, unit, ours, baseline, ratio, goal, met, lacks }: Row): string {
  const amount = (value?: number) =>
    value === undefined ? '' : `${value.toLocaleString('en')} ${unit}`.trim();
  const demand = goal ? `${goal}: ${met ? 'met' : '**missed**'}` : lacks ? `without: ${lacks}` : '';
  return `| ${name} | ${amount(ours)} | ${amount(baseline)} | ${ratio ?? ''} | ${demand} |`;
}
