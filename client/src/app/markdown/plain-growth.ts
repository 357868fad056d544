import type { MarkupChild, MarkupNode, MarkupTag } from './markup-node';

/** Letters, digits, spaces between them, and punctuation, none of which is a mark or a part of one. */
const WORDS =
  /^(?: ?[A-Za-z0-9,\u00c0-\u024f\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff，。！？；：、“”‘’…—《》（）])+$/;
/** Elements whose words go on in the same place; not the cells of a table, the words of a link, or code. */
const FLOWING: readonly MarkupTag[] = [
  'p',
  'strong',
  'em',
  'del',
  'ul',
  'ol',
  'li',
  'blockquote',
  'h3',
  'h4',
  'h5',
  'h6',
];

/** Whether this is nothing but words. */
export function isWords(text: string): boolean {
  return WORDS.test(text);
}

/**
 * Whether words that come next will stand at the end of `last`, the block that this text ends with: its own last
 * character is of a word, and is the last that is shown, in an element that any words may stand in.
 */
export function goesOnPlainly(text: string, last: MarkupNode | undefined): boolean {
  const end = text.slice(-1);
  return isWords(end) && endOf(last)?.endsWith(end) === true;
}

/** The text that it ends with; undefined where it ends with something else. */
function endOf(node: MarkupChild | undefined): string | undefined {
  if (node === undefined || typeof node === 'string') return node;
  return FLOWING.includes(node.tag) ? endOf(node.children.at(-1)) : undefined;
}
