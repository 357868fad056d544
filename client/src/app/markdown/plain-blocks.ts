import type { MarkupBlock, MarkupNode } from './markup-node';

/** A paragraph that shows its text as it was written. */
export function plainParagraph(text: string): MarkupNode {
  return { tag: 'p', children: [text.replace(/^[\r\n]+|[ \t\r\n]+$/g, '')] };
}

/** Paragraphs between blank lines: what most texts are, and what all are shown as until the parser has arrived. */
export function plainBlocks(text: string): MarkupBlock[] {
  const blocks: MarkupBlock[] = [];
  let start = 0;
  for (const part of text.split(/(\n[ \t]*\n[ \t\r\n]*)/)) {
    if (part.trim()) blocks.push({ start, node: plainParagraph(part) });
    start += part.length;
  }
  return blocks;
}
