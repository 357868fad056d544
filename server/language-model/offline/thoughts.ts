import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fillSlots } from './fill-slots.js';
import type { Language, PromptKind } from './prompt-tags.js';
import type { SeededChoice } from './seeded-choice.js';

type Thoughts = Record<Language, Record<'canon' | 'item' | 'rewrite' | 'short', string[][]>>;

let thoughts: Thoughts | undefined;

/** A few sentences of reasoning that suit the prompt; display only, nothing depends on them. */
export function think(
  kind: PromptKind,
  language: Language,
  facts: Readonly<Record<string, unknown>>,
  choice: SeededChoice,
): string {
  thoughts ??= parse(readFileSync(join(import.meta.dirname, 'thoughts.yaml'), 'utf8')) as Thoughts;
  const parts = thoughts[language][kind === 'queries' || kind === 'review' ? 'short' : kind];
  const sentences = parts.map((part, index) => choice.pick(`thought ${index}`, part));
  return fillSlots(sentences.join(language === 'zh' ? '' : ' '), facts, language);
}
