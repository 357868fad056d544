import { fold, FoldedText } from './folded-text';

/** Names of the highlights, as the styles know them. */
const ALL = 'search';
const CURRENT = 'search-current';

/**
 * Marks words in what is on the page, without touching it (CSS Custom Highlight API): texts that stream or are rendered
 * as Markdown stay as they are. Does nothing in a browser without it.
 */
export class SearchMarks {
  private readonly highlights = typeof CSS === 'undefined' ? undefined : CSS.highlights;

  constructor(private readonly root: HTMLElement) {}

  /** @param current step of the hit that the reader is at */
  mark(words: string, current: string | null): void {
    if (!this.highlights) return;
    const wanted = fold(words.trim());
    const [all, here]: [Range[], Range[]] = [[], []];
    if (wanted !== '') {
      for (const node of this.texts()) {
        const found = new FoldedText(node.data).occurrences(wanted);
        if (found.length === 0) continue;
        const step = node.parentElement?.closest<HTMLElement>('[data-step]')?.dataset['step'];
        for (const { start, end } of found) {
          const range = new Range();
          range.setStart(node, start);
          range.setEnd(node, end);
          (step === current ? here : all).push(range);
        }
      }
    }
    this.highlights.set(ALL, new Highlight(...all));
    this.highlights.set(CURRENT, new Highlight(...here));
  }

  clear(): void {
    this.highlights?.delete(ALL);
    this.highlights?.delete(CURRENT);
  }

  private *texts(): Generator<Text> {
    const walker = document.createTreeWalker(this.root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) yield walker.currentNode as Text;
  }
}
