import { growingEnd } from './growing-end';
import type { MarkupBlock, MarkupNode } from './markup-node';
import { goesOnPlainly, isWords } from './plain-growth';

/** Code units of an open block that are read again as it grows. A longer one is cut, as a bound for what a tick costs. */
export const MAX_OPEN = 8_192;

/** Turns a source into blocks: {@link MarkdownParser}, or `plainBlocks` until that has arrived. */
export type Parse = (source: string, growing: boolean) => MarkupBlock[];

/** What is new since the last time. */
export type BlockChange =
  | {
      readonly type: 'blocks';
      /** Blocks from the start that stay as they are, for ever. */
      readonly settled: number;
      /** Those that follow. */
      readonly open: readonly MarkupNode[];
    }
  /** All is as it was; the text that stands last goes on with these. */
  | { readonly type: 'words'; readonly words: string };

/**
 * A growing text as blocks. All but the last are settled: they are never parsed again. Whether a block has ended is
 * decided by whole lines alone, so what a half-written line looks like for a moment settles nothing. Words that only
 * carry on a sentence, as nearly all of a text does, are not parsed at all.
 */
export class MarkdownBlocks {
  private text = '';
  /** Where the first block begins that is not settled, code units. */
  private from = 0;
  private settled = 0;
  /** The last line's start when it was last decided what is settled. */
  private decided = 0;
  /** The line that opened the block of code which had to be cut at `from`. */
  private fence = '';
  /** Words that come next stand at the end of what is shown. */
  private flowing = false;

  constructor(private readonly parse: Parse) {}

  /**
   * Takes the whole text so far.
   * @param growing more is to come
   */
  receive(text: string, growing: boolean): BlockChange {
    if (!text.startsWith(this.text)) this.restart();
    const words = text.slice(this.text.length);
    this.text = text;
    if (growing && this.flowing && isWords(words) && text.length - this.from <= MAX_OPEN)
      return { type: 'words', words };
    const { settled } = this;
    const fresh = this.settle();
    this.settled += fresh.length;
    const tail = this.fence + text.slice(this.from);
    const goesOn = growing && !/\n[ \t]*\n[ \t]*$/.test(tail);
    const shown = goesOn ? growingEnd(tail) : tail;
    const last = this.parse(shown, goesOn);
    this.flowing = goesOn && shown === tail && goesOnPlainly(tail, last.at(-1)?.node);
    return { type: 'blocks', settled, open: [...fresh, ...last].map(({ node }) => node) };
  }

  private restart(): void {
    this.text = '';
    this.flowing = false;
    this.from = this.settled = this.decided = 0;
    this.fence = '';
  }

  /** Moves on to the block that is open; answers those that it left behind. */
  private settle(): MarkupBlock[] {
    const fresh: MarkupBlock[] = [];
    const lastLine = this.text.lastIndexOf('\n') + 1;
    while (lastLine > this.decided || this.text.length - this.from > MAX_OPEN) {
      const window = this.text.slice(this.from, this.from + MAX_OPEN);
      const rest = this.from + window.length < this.text.length;
      const whole = window.slice(0, window.lastIndexOf('\n') + 1);
      const blocks = this.parse(this.fence + whole, false);
      const open = blocks.at(-1);
      if (open && blocks.length > 1) {
        this.from += open.start - this.fence.length;
        this.fence = '';
        fresh.push(...blocks.slice(0, -1));
      } else if (rest) {
        fresh.push(...this.cut(whole || withoutHalfPair(window)));
      }
      if (!rest) this.decided = lastLine;
    }
    return fresh;
  }

  /** Settles a piece of a block that is too long to be read again and again. */
  private cut(piece: string): MarkupBlock[] {
    const source = this.fence + piece;
    const blocks = this.parse(source, false);
    this.from += piece.length;
    const marks = blocks.at(-1)?.node.tag === 'pre' ? /^ {0,3}(`{3,}|~{3,})/.exec(source)?.[1] : undefined;
    const closed = marks && source.trimEnd().endsWith(`\n${marks}`);
    this.fence = marks && !closed ? `${marks}\n` : '';
    return blocks;
  }
}

/** Without the first half of a surrogate pair at its end. */
function withoutHalfPair(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}
