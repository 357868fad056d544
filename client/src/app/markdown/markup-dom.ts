import type { BlockChange } from './markdown-blocks';
import type { MarkupChild } from './markup-node';
import type { TextGrowth } from './text-growth';

/**
 * Puts markup on the page, one element after the other, each made by its name from the allow-list, texts as texts.
 * Elements that fit are kept, and a text that only grew gets its new end: a selection in it lives on.
 */
export class MarkupDom {
  private readonly current: MarkupChild[] = [];

  constructor(
    private readonly parent: HTMLElement,
    private readonly growth: Pick<TextGrowth, 'grow'>,
    /** What a table is called for those who tab to it. */
    private readonly tableName: () => string,
  ) {}

  /** What is settled is not touched. */
  show(change: BlockChange): void {
    if (change.type === 'words') {
      this.append(change.words);
      return;
    }
    const { settled, open } = change;
    this.patch(this.parent, settled, this.current.slice(settled), open);
    this.current.splice(settled, Infinity, ...open);
  }

  /** Adds words to the text that stands last. */
  private append(words: string): void {
    let last: Node = this.parent;
    while (last.lastChild) last = last.lastChild;
    this.growth.grow(last as Text, words);
  }

  private patch(
    parent: HTMLElement,
    offset: number,
    before: readonly MarkupChild[],
    after: readonly MarkupChild[],
  ): void {
    for (const [index, child] of after.entries()) {
      const old = parent.childNodes.item(offset + index);
      const was = before[index];
      if (!old) parent.append(this.create(child));
      else if (was === undefined || !this.update(old, was, child)) old.replaceWith(this.create(child));
    }
    while (parent.childNodes.length > offset + after.length) parent.lastChild!.remove();
  }

  /** @returns false where another node is needed */
  private update(node: ChildNode, was: MarkupChild, now: MarkupChild): boolean {
    if (typeof was === 'string' || typeof now === 'string') {
      if (typeof was !== 'string' || typeof now !== 'string') return false;
      this.updateText(node as Text, now);
      return true;
    }
    if (was.tag !== now.tag || was.href !== now.href || was.start !== now.start) return false;
    this.patch(node as HTMLElement, 0, was.children, now.children);
    return true;
  }

  /** Compared with what stands there: `append` may have added to it. */
  private updateText(node: Text, now: string): void {
    const was = node.data;
    if (was === now) return;
    if (now.startsWith(was)) this.growth.grow(node, now.slice(was.length));
    else node.data = now;
  }

  private create(child: MarkupChild): Node {
    const document = this.parent.ownerDocument;
    if (typeof child === 'string') return document.createTextNode(child);
    const element = document.createElement(child.tag);
    if (child.href !== undefined) {
      element.setAttribute('href', child.href);
      element.setAttribute('target', '_blank');
      element.setAttribute('rel', 'noopener noreferrer nofollow');
    }
    if (child.start !== undefined) element.setAttribute('start', String(child.start));
    if (child.tag === 'div') this.makeScroller(element);
    for (const each of child.children) element.append(this.create(each));
    return element;
  }

  /** A wide table scrolls within itself, by keyboard too. */
  private makeScroller(element: HTMLElement): void {
    element.setAttribute('class', 'scroll');
    element.setAttribute('tabindex', '0');
    element.setAttribute('role', 'group');
    element.setAttribute('aria-label', this.tableName());
  }
}
