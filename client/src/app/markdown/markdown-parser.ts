import MarkdownIt, { type Token } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import type { MarkupBlock, MarkupNode } from './markup-node';
import { openMarks } from './open-marks';
import { plainParagraph } from './plain-blocks';
import { toMarkup } from './token-tree';

/** Levels of lists and quotes within one another; what is nested deeper is shown as it was written. */
const MAX_DEPTH = 20;
/** What would make a finished block depend on later lines, or take an indented paragraph of a story for code. */
const UNWANTED = ['reference', 'lheading', 'code', 'html_block', 'html_inline'];

/**
 * Markdown as the blocks it consists of. Tuned for texts that models write: single line breaks count, emphasis works
 * next to Chinese punctuation, HTML is text. Loaded by {@link MarkdownEngine} when the first text is near.
 */
export class MarkdownParser {
  private readonly md = new MarkdownIt({ html: false, breaks: true, maxNesting: MAX_DEPTH });

  constructor() {
    this.md.disable(UNWANTED).use(cjkFriendly).use(openMarks);
  }

  /**
   * @param growing the source goes on: marks that are open at its end are shown as closed there
   * @param heading level of the first heading, 3 to 6
   */
  parse(source: string, growing: boolean, heading: number): MarkupBlock[] {
    const starts = lineStarts(source);
    return topLevel(this.md.parse(source, { growing })).flatMap((tokens) => {
      const [first, last] = tokens[0]!.map!;
      const start = starts[first]!;
      const node = isTooDeep(tokens)
        ? plainParagraph(source.slice(start, starts[last]))
        : (toMarkup(tokens, heading)[0] as MarkupNode | undefined);
      return node ? [{ start, node }] : [];
    });
  }
}

/** The parser leaves out what lies deeper than it goes: whatever comes near that is not trusted to be whole. */
function isTooDeep(tokens: readonly Token[]): boolean {
  return tokens.some(({ level, block }) => block && level >= MAX_DEPTH - 2);
}

function topLevel(tokens: readonly Token[]): Token[][] {
  const blocks: Token[][] = [];
  for (const token of tokens) {
    if (token.level === 0 && token.nesting >= 0) blocks.push([token]);
    else blocks.at(-1)?.push(token);
  }
  return blocks;
}

/** Where each line begins, and where the text ends; with the parser's idea of a line's end. */
function lineStarts(source: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of source.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  starts.push(source.length);
  return starts;
}
