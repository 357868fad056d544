import { fold, FoldedText } from './folded-text';

/** One text that can be searched, in the order in which a reader meets it. */
export interface SearchText {
  step: string;
  title: string;
  text: string;
}

/** One place where the words occur. */
export interface Hit {
  step: string;
  /** The how-manieth occurrence in its text, from 0; the title comes first. */
  nth: number;
}

/** Every occurrence of the words, in order. Folding a text is dear, and texts stay: they are remembered. */
export class HitFinder {
  private readonly folded = new Map<string, { source: string; text: FoldedText }>();

  find(texts: readonly SearchText[], words: string): Hit[] {
    const wanted = fold(words.trim());
    if (wanted === '') return [];
    return texts.flatMap(({ step, title, text }) =>
      this.foldedOf(step, `${title}\n${text}`)
        .occurrences(wanted)
        .map((_, nth) => ({ step, nth })),
    );
  }

  private foldedOf(step: string, source: string): FoldedText {
    const known = this.folded.get(step);
    if (known?.source === source) return known.text;
    const text = new FoldedText(source);
    this.folded.set(step, { source, text });
    return text;
  }
}
