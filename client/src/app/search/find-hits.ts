import { fold, FoldedText } from './folded-text';

/** One text that can be searched, in the order in which a reader meets it. */
export interface SearchText {
  step: string;
  title: string;
  /** What is shown of it. Words that begin in one block do not end in another. The same array is the same text. */
  blocks: readonly string[];
}

/** One that is being written. */
export interface GrowingText extends Omit<SearchText, 'blocks'> {
  /** What is there of it by now. */
  blocks: () => readonly string[];
}

/** One place where the words occur. */
export interface Hit {
  step: string;
  /** The how-manieth occurrence in its text, from 0; the title comes first. */
  nth: number;
  /** The text is being written, in its lane. */
  lane: boolean;
}

interface Folded {
  title: string;
  blocks: readonly string[];
  /** Of the title, then of the blocks. */
  texts: readonly FoldedText[];
}

/** Every occurrence of the words, in order. Folding a text is dear, and texts stay: they are remembered. */
export class HitFinder {
  private readonly known = new Map<string, Folded>();

  find(texts: readonly SearchText[], words: string): Hit[] {
    const wanted = fold(words.trim());
    if (wanted === '') return [];
    return texts.flatMap((text) =>
      this.foldedOf(text)
        .flatMap((block) => block.occurrences(wanted))
        .map((_, nth) => ({ step: text.step, nth, lane: false })),
    );
  }

  private foldedOf({ step, title, blocks }: SearchText): readonly FoldedText[] {
    const known = this.known.get(step);
    if (known?.title === title && known.blocks === blocks) return known.texts;
    // Of a text that grows, all blocks but the last are what they were.
    const before = known ? [known.title, ...known.blocks] : [];
    const texts = [title, ...blocks].map((block, index) =>
      block === before[index] ? known!.texts[index]! : new FoldedText(block),
    );
    this.known.set(step, { title, blocks, texts });
    return texts;
  }
}

/** Whether these are the same places. */
export function sameHits(some: readonly Hit[], others: readonly Hit[]): boolean {
  return some.length === others.length && some.every((hit, index) => isSame(hit, others[index]));
}

/**
 * Where the reader is among hits that have changed: at the place where he was. A text that was finished meanwhile has it
 * in the record, no more in its lane.
 */
export function placeIn(hits: readonly Hit[], before: Hit | undefined): number {
  const same = hits.findIndex((hit) => isSame(hit, before));
  const written = () => hits.findIndex((hit) => hit.step === before?.step && hit.nth === before.nth);
  return Math.max(0, same >= 0 ? same : written());
}

function isSame(hit: Hit, other: Hit | undefined): boolean {
  return hit.step === other?.step && hit.nth === other.nth && hit.lane === other.lane;
}
