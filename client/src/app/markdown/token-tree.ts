import type { Token } from 'markdown-it';
import { isSafeAddress, type MarkupChild, type MarkupNode, type MarkupTag } from './markup-node';

/** Elements by the name of the token that opens them; headings are looked up by their level. */
const TAGS: Readonly<Record<string, MarkupTag>> = {
  paragraph_open: 'p',
  bullet_list_open: 'ul',
  ordered_list_open: 'ol',
  list_item_open: 'li',
  blockquote_open: 'blockquote',
  thead_open: 'thead',
  tbody_open: 'tbody',
  tr_open: 'tr',
  th_open: 'th',
  td_open: 'td',
  table_open: 'table',
  strong_open: 'strong',
  em_open: 'em',
  s_open: 'del',
  link_open: 'a',
};

/** Elements within one another; what would lie deeper lies beside. */
const MAX_DEPTH = 32;

/** An element whose end has not been read. Without a tag it is none: what it has belongs to the one around it. */
interface Open {
  tag: MarkupTag | null;
  children: MarkupChild[];
  href?: string;
  start?: number;
}

/**
 * The elements of one block. Tokens that are not known here become nothing but their text.
 * @param heading level of the first heading, 3 to 6: a text stands under headings of the page
 */
export function toMarkup(tokens: readonly Token[], heading: number): MarkupChild[] {
  const root: Open = { tag: null, children: [] };
  const stack: Open[] = [root];
  const add = (child: MarkupChild): void => void stack.at(-1)!.children.push(child);
  for (const token of tokens) {
    if (token.nesting > 0) {
      const around = stack.at(-1)!.children;
      const open = stack.length < MAX_DEPTH ? opened(token, heading) : null;
      stack.push(open?.tag ? open : { tag: null, children: around });
    } else if (token.nesting < 0) {
      const { tag, ...rest } = stack.pop()!;
      if (tag) add(tag === 'table' ? { tag: 'div', children: [{ tag, ...rest }] } : { tag, ...rest });
    } else {
      for (const child of leaf(token, heading)) add(child);
    }
  }
  return merged(root.children);
}

function opened(token: Token, heading: number): Open {
  if (token.type === 'heading_open') return { tag: headingTag(token.tag, heading), children: [] };
  const tag = TAGS[token.type] ?? null;
  if (tag === 'a') return link(String(token.attrGet('href') ?? ''), []);
  const start = tag === 'ol' ? Number(token.attrGet('start') ?? 1) : 1;
  return start === 1 ? { tag, children: [] } : { tag, children: [], start };
}

/** `#` and `##` are both a text's first level: nobody can tell which of them a model begins with. */
function headingTag(tag: string, heading: number): MarkupTag {
  const level = Math.min(6, heading + Math.max(0, Number(tag.slice(1)) - 2));
  return `h${level}` as MarkupTag;
}

function leaf(token: Token, heading: number): MarkupChild[] {
  switch (token.type) {
    case 'inline':
      return toMarkup(token.children ?? [], heading);
    case 'code_inline':
      return [{ tag: 'code', children: [token.content] }];
    case 'fence':
      return [{ tag: 'pre', children: [{ tag: 'code', children: [token.content.replace(/\n$/, '')] }] }];
    case 'hr':
      return [{ tag: 'hr', children: [] }];
    case 'softbreak':
    case 'hardbreak':
      // The styles keep line breaks, so the text on the page is the text that was written.
      return ['\n'];
    case 'image':
      return [image(token)];
    default:
      return token.content ? [token.content] : [];
  }
}

/** A picture is not fetched: its address would tell another server who reads what. */
function image(token: Token): MarkupChild {
  const address = String(token.attrGet('src') ?? '');
  const { tag, ...rest } = link(address, [token.content || address]);
  return tag === null ? token.content : { tag, ...rest };
}

function link(address: string, children: MarkupChild[]): Open {
  return isSafeAddress(address) ? { tag: 'a', href: address, children } : { tag: null, children };
}

/** Texts that follow one another as one. */
function merged(children: readonly MarkupChild[]): MarkupChild[] {
  const result: MarkupChild[] = [];
  for (const child of children) {
    const last = result.at(-1);
    if (typeof child !== 'string') result.push(mergedNode(child));
    else if (typeof last === 'string') result[result.length - 1] = last + child;
    else if (child) result.push(child);
  }
  return result;
}

function mergedNode(node: MarkupNode): MarkupNode {
  return { ...node, children: merged(node.children) };
}
