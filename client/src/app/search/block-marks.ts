import { FoldedText } from './folded-text';

interface Known {
  source: string;
  text: FoldedText;
}

/**
 * Where words are in the blocks of a page, across the texts that a block is in. Folding is dear, and most blocks stay as
 * they are: they are remembered, for as long as they are on the page.
 */
export class BlockMarks {
  private readonly known = new WeakMap<Text, Known>();

  /**
   * Ranges that the page does not keep up: they cost nothing as it changes, and a text that is set anew, as a growing one
   * is, stays marked.
   * @param words folded
   */
  in(block: readonly Text[], words: string): StaticRange[] {
    const found = this.foldedOf(block).occurrences(words);
    let node = 0;
    let before = 0;
    /** The node that a place of the whole block is in, at or after the last one; at its end rather than before the next. */
    const placeAt = (offset: number, isEnd: boolean) => {
      while (offset - before > block[node]!.length || (!isEnd && offset - before === block[node]!.length)) {
        before += block[node]!.length;
        node += 1;
      }
      return { container: block[node]!, offset: offset - before };
    };
    return found.map(({ start, end }) => {
      const from = placeAt(start, false);
      const to = placeAt(end, true);
      return new StaticRange({
        startContainer: from.container,
        startOffset: from.offset,
        endContainer: to.container,
        endOffset: to.offset,
      });
    });
  }

  private foldedOf(block: readonly Text[]): FoldedText {
    const first = block[0]!;
    const source = block.length === 1 ? first.data : block.map(({ data }) => data).join('');
    const known = this.known.get(first);
    if (known?.source === source) return known.text;
    const text = new FoldedText(source);
    this.known.set(first, { source, text });
    return text;
  }
}
