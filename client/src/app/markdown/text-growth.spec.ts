import { TestBed } from '@angular/core/testing';
import { TextGrowth } from './text-growth';

function setup(text: string) {
  const growth = TestBed.inject(TextGrowth);
  const node = document.createTextNode(text);
  const paragraph = document.createElement('p');
  paragraph.append(node);
  document.body.append(paragraph);
  return { growth, node };
}

/** The browser says so as soon as it can; jsdom not at all. */
function select(node: Text, start: number, end: number): void {
  document.getSelection()!.setBaseAndExtent(node, start, node, end);
  document.dispatchEvent(new Event('selectionchange'));
}

describe('TextGrowth', () => {
  afterEach(() => {
    document.getSelection()!.removeAllRanges();
    document.body.replaceChildren();
  });

  it.each([0, 10, 399, 400, 401, 5_000])('puts more at the end of a text of %i code units', (length) => {
    const { growth, node } = setup('字'.repeat(length));
    growth.grow(node, '在海边');
    growth.grow(node, '。');
    expect(node.data).toBe(`${'字'.repeat(length)}在海边。`);
  });

  it('keeps what is selected in a text that grows', () => {
    const { growth, node } = setup('书店在');
    select(node, 0, 2);
    growth.grow(node, '海边');
    expect([node.data, document.getSelection()!.toString()]).toEqual(['书店在海边', '书店']);
  });

  it('keeps the place at which a selection begins, also before the browser has told of it', () => {
    const { growth, node } = setup('书店在');
    document.dispatchEvent(new Event('pointerdown'));
    document.getSelection()!.setBaseAndExtent(node, 1, node, 2);
    growth.grow(node, '海边');
    expect(document.getSelection()!.toString()).toBe('店');
    document.dispatchEvent(new Event('pointerup'));
  });

  it('keeps a caret in its place', () => {
    const { growth, node } = setup('书店在');
    select(node, 2, 2);
    growth.grow(node, '海边');
    expect(document.getSelection()!.anchorOffset).toBe(2);
  });
});
