import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Language } from './prompt-tags.js';

type Passages = Record<Language, string[]>;

const FOLDER = join(import.meta.dirname, 'passages');

let byItem: Map<string, Passages> | undefined;
let generic: Passages | undefined;

/** Passages of an item with slots in braces; undefined for items that are not in the built-in template. */
export function passagesOf(item: string, language: Language): readonly string[] | undefined {
  return allPassages().get(item)?.[language];
}

/** Passages that suit an item nobody has written for. */
export function genericPassages(language: Language): readonly string[] {
  generic ??= readYaml(join(import.meta.dirname, 'generic-passages.yaml')) as Passages;
  return generic[language];
}

/** All items that have passages of their own. Read on first use, once. */
export function allPassages(): ReadonlyMap<string, Passages> {
  byItem ??= new Map(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => Object.entries(readYaml(join(FOLDER, name)) as Record<string, Passages>)),
  );
  return byItem;
}

function readYaml(path: string): unknown {
  return parse(readFileSync(path, 'utf8'));
}
