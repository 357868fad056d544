/** Every element that a text may become. What is not in this list cannot be on the page, whatever a model has written. */
export const MARKUP_TAGS = [
  'p',
  'strong',
  'em',
  'del',
  'code',
  'pre',
  'ul',
  'ol',
  'li',
  'blockquote',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'a',
  'div',
] as const;

export type MarkupTag = (typeof MARKUP_TAGS)[number];

/** An element of a rendered text, before it is one. `div` is the frame in which a table scrolls. */
export interface MarkupNode {
  readonly tag: MarkupTag;
  readonly children: readonly MarkupChild[];
  /** Of a link: an address that {@link isSafeAddress} lets pass. */
  readonly href?: string;
  /** Number of an ordered list's first item, where it is not 1. */
  readonly start?: number;
}

export type MarkupChild = MarkupNode | string;

/** A block at the top of a text. */
export interface MarkupBlock {
  /** Where its first line begins, in code units of the text. */
  readonly start: number;
  readonly node: MarkupNode;
}

/** Whether a link may lead there: web pages and mail, nothing that runs, reads or stays within this page. */
export function isSafeAddress(address: string): boolean {
  return /^(?:https?:\/\/[^/]|mailto:.)/i.test(address);
}
