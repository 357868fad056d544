/** Elements that words run through: what stands in them belongs to the block around them. */
const INLINE: readonly string[] = ['a', 'code', 'del', 'em', 'span', 'strong'];

/** The texts of an element, those of one block together. What a block is, `shownBlocks` says of the source alike. */
export function pageBlocks(element: Element): Text[][] {
  const blocks: Text[][] = [];
  let open: Text[] = [];
  const end = () => {
    if (open.length > 0) blocks.push(open);
    open = [];
  };
  const read = (parent: Element): void => {
    for (const child of parent.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        open.push(child as Text);
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        const inline = INLINE.includes((child as Element).localName);
        if (!inline) end();
        read(child as Element);
        if (!inline) end();
      }
    }
  };
  read(element);
  end();
  return blocks;
}
