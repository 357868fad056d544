import { BlockMarks } from './block-marks';
import { fold } from './folded-text';
import { pageBlocks } from './page-blocks';

function setup(html: string) {
  const page = document.createElement('div');
  page.innerHTML = html;
  const marks = new BlockMarks();
  return {
    page,
    blocks: () => pageBlocks(page).map((block) => block.map(({ data }) => data).join('')),
    /** What is marked, with its nodes parted by bars. */
    marked: (words: string) =>
      pageBlocks(page).flatMap((block) =>
        marks.in(block, fold(words)).map((range) =>
          block
            .map((node) =>
              node.data.slice(
                node === range.startContainer
                  ? range.startOffset
                  : isBefore(node, range.startContainer)
                    ? Infinity
                    : 0,
                node === range.endContainer
                  ? range.endOffset
                  : isBefore(range.endContainer, node)
                    ? 0
                    : Infinity,
              ),
            )
            .filter(Boolean)
            .join('|'),
        ),
      ),
  };
}

const isBefore = (one: Node, other: Node) =>
  Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

describe('pageBlocks', () => {
  it('puts together what inline marks part, and nothing else', () => {
    const { blocks } = setup(
      '<p>她<strong>很<em>冷</em></strong>，但</p><ul><li>一<ul><li>其下</li></ul>二</li></ul><dl><dt>性别</dt><dd>女</dd></dl>',
    );
    expect(blocks()).toEqual(['她很冷，但', '一', '其下', '二', '性别', '女']);
  });
});

describe('BlockMarks', () => {
  it.each([
    ['她很冷', ['她|很冷']],
    ['很冷', ['很冷']],
    ['冷，但', ['冷|，但']],
    ['她很冷，但', ['她|很冷|，但']],
    ['但女', []],
    ['女', ['女']],
  ])('marks %p within one block', (words, expected) => {
    const { marked } = setup('<p>她<strong>很冷</strong>，但</p><p>女</p>');
    expect(marked(words)).toEqual(expected);
  });

  it('marks every place, across the same mark too', () => {
    expect(setup('<p>aB<em>Ab</em>a<del>b</del></p>').marked('ab')).toEqual(['aB', 'Ab', 'a|b']);
  });

  it('marks what a block has become', () => {
    const { page, marked } = setup('<p>她<strong>很</strong></p>');
    expect(marked('很冷')).toEqual([]);
    page.querySelector('strong')!.firstChild!.nodeValue = '很冷';
    expect(marked('很冷')).toEqual(['很冷']);
  });
});
