/**
 * A text as a reader who searches takes it: upper or lower case, full or half width are the same (Unicode NFKC). Knows
 * which part of the original each of its characters comes from.
 */
export class FoldedText {
  readonly text: string;
  /** Start in the original of each code unit, and the end of the last. */
  private readonly origins: number[] = [];

  constructor(original: string) {
    let text = '';
    let at = 0;
    for (const character of original) {
      const folded = fold(character);
      for (let unit = 0; unit < folded.length; unit++) this.origins.push(at);
      text += folded;
      at += character.length;
    }
    this.origins.push(at);
    this.text = text;
  }

  /** Where the words occur in the original, from start to end; they do not overlap. `words` is folded. */
  occurrences(words: string): { start: number; end: number }[] {
    const found: { start: number; end: number }[] = [];
    if (words === '') return found;
    for (let at = this.text.indexOf(words); at >= 0; at = this.text.indexOf(words, at + words.length)) {
      found.push({ start: this.origins[at]!, end: this.endOf(at + words.length) });
    }
    return found;
  }

  /** A character that is folded into several ends after the last of them. */
  private endOf(index: number): number {
    let next = index;
    while (next < this.text.length && this.origins[next] === this.origins[index - 1]) next += 1;
    return this.origins[next]!;
  }
}

/** What is searched for, in the form that {@link FoldedText} has. */
export function fold(words: string): string {
  return words.normalize('NFKC').toLowerCase();
}
