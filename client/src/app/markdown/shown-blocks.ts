import { MarkdownBlocks, type Parse } from './markdown-blocks';
import type { MarkupChild, MarkupTag } from './markup-node';

/** Elements that words run through: what stands in them belongs to the block around them. */
const INLINE: readonly MarkupTag[] = ['strong', 'em', 'del', 'code', 'a'];

/**
 * The words of a text as they are on the page, without marks and addresses: one string a paragraph, list item or cell.
 * @param growing more is to come
 */
export function shownBlocks(source: string, parse: Parse, growing = false): string[] {
  const change = new MarkdownBlocks(parse).append(source, growing);
  const blocks: string[] = [];
  let open = '';
  const end = () => {
    if (open) blocks.push(open);
    open = '';
  };
  const read = (child: MarkupChild): void => {
    if (typeof child === 'string') {
      open += child;
      return;
    }
    const inline = INLINE.includes(child.tag);
    if (!inline) end();
    child.children.forEach(read);
    if (!inline) end();
  };
  if (change.type === 'blocks') change.open.forEach(read);
  end();
  return blocks;
}
