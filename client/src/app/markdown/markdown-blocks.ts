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
  /** What is not settled. */
  private tail = '';
  private settled = 0;
  /** The last line's start in the tail when it was last decided what is settled. */
  private decided = 0;
  /** The line that opened the block of code which had to be cut where the tail begins. */
  private fence = '';
  /** Words that come next stand at the end of what is shown. */
  private flowing = false;

  constructor(private readonly parse: Parse) {}

  /**
   * Takes what comes next.
   * @param growing more is to come
   */
  append(more: string, growing: boolean): BlockChange {
    this.tail += more;
    if (growing && this.flowing && isWords(more) && this.tail.length <= MAX_OPEN)
      return { type: 'words', words: more };
    const { settled } = this;
    const fresh = this.settle();
    this.settled += fresh.length;
    const tail = this.fence + this.tail;
    const goesOn = growing && !/\n[ \t]*\n[ \t]*$/.test(tail);
    const shown = goesOn ? growingEnd(tail) : tail;
    const last = this.parse(shown, goesOn);
    this.flowing = goesOn && shown === tail && goesOnPlainly(tail, last.at(-1)?.node);
    return { type: 'blocks', settled, open: [...fresh, ...last].map(({ node }) => node) };
  }

  /** Another text comes next. */
  restart(): void {
    this.tail = '';
    this.flowing = false;
    this.settled = this.decided = 0;
    this.fence = '';
  }

  /** Moves on to the block that is open; answers those that it left behind. */
  private settle(): MarkupBlock[] {
    const fresh: MarkupBlock[] = [];
    for (;;) {
      const lastLine = this.tail.lastIndexOf('\n') + 1;
      if (lastLine <= this.decided && this.tail.length <= MAX_OPEN) return fresh;
      const window = this.tail.slice(0, MAX_OPEN);
      const rest = window.length < this.tail.length;
      const whole = window.slice(0, window.lastIndexOf('\n') + 1);
      const blocks = this.parse(this.fence + whole, false);
      const open = blocks.at(-1);
      // Before the tail is shortened, which moves it along.
      if (!rest) this.decided = lastLine;
      if (open && blocks.length > 1) {
        this.leave(open.start - this.fence.length);
        this.fence = '';
        fresh.push(...blocks.slice(0, -1));
      } else if (rest) {
        fresh.push(...this.cut(whole || withoutHalfPair(window)));
      }
    }
  }

  /** Lets go of what is settled. */
  private leave(length: number): void {
    this.tail = this.tail.slice(length);
    this.decided = Math.max(0, this.decided - length);
  }

  /** Settles a piece of a block that is too long to be read again and again. */
  private cut(piece: string): MarkupBlock[] {
    const source = this.fence + piece;
    const blocks = this.parse(source, false);
    this.leave(piece.length);
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
