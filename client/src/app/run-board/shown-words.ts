import { computed, inject, Service } from '@angular/core';
import type { ItemState } from '../api/run-state';
import type { Attempt } from '../chat/attempt';
import { FactWords, type LabelledFact } from '../chat/fact-words';
import { factsOf } from '../chat/facts';
import { factsSoFar, mayBeObject } from '../chat/facts-so-far';
import type { Parse } from '../markdown/markdown-blocks';
import { MarkdownEngine } from '../markdown/markdown-engine';
import { plainBlocks } from '../markdown/plain-blocks';
import { shownBlocks } from '../markdown/shown-blocks';

/** A text as it was read: with this parser, or as these facts in the portal's words. */
interface Read {
  text: string;
  by: unknown;
  blocks: readonly string[];
}

/**
 * The accepted texts as a reader sees them, block by block. To read Markdown is dear, and texts stay: as long as nothing
 * has changed, the answer is the same array.
 */
@Service()
export class ShownWords {
  private readonly engine = inject(MarkdownEngine);
  private readonly factWords = inject(FactWords);
  private readonly parse = computed<Parse>(() => {
    const parser = this.engine.parser();
    // The level of its headings changes no word.
    return parser ? (source, growing) => parser.parse(source, growing, 3) : plainBlocks;
  });
  private readonly texts = new WeakMap<Attempt, Read>();
  private readonly facts = new WeakMap<Attempt, Read>();

  /** A text of the record: of an item in no category it may be facts. */
  readonly inRecord = (attempt: Attempt, item: ItemState): readonly string[] => {
    const facts = item.category === null ? factsOf(attempt.answer.text()) : null;
    if (!facts) return this.inProfile(attempt);
    const labelled = this.factWords.labelled(facts);
    return this.remembered(this.facts, attempt, JSON.stringify(labelled), () => blocksOf(labelled));
  };

  /** A text of the profile. */
  readonly inProfile = (attempt: Attempt): readonly string[] => {
    const parse = this.parse();
    return this.remembered(this.texts, attempt, parse, () => shownBlocks(attempt.answer.text(), parse));
  };

  /** What stands of a text that is being written: read anew each time. */
  readonly inLane = (attempt: Attempt, item: ItemState): readonly string[] => {
    const text = attempt.answer.text();
    return item.category === null && mayBeObject(text)
      ? blocksOf(this.factWords.labelled(factsSoFar(text) ?? []))
      : shownBlocks(text, this.parse(), true);
  };

  private remembered(
    known: WeakMap<Attempt, Read>,
    attempt: Attempt,
    by: unknown,
    read: () => readonly string[],
  ): readonly string[] {
    const text = attempt.answer.text();
    const before = known.get(attempt);
    if (before?.text === text && before.by === by) return before.blocks;
    const blocks = read();
    known.set(attempt, { text, by, blocks });
    return blocks;
  }
}

function blocksOf(facts: readonly LabelledFact[]): string[] {
  return facts.flatMap(({ label, value }) => [label, value]);
}
