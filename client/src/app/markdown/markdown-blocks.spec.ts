import fc from 'fast-check';
import { MarkdownBlocks, MAX_OPEN } from './markdown-blocks';
import { MarkdownParser } from './markdown-parser';
import { type MarkupChild, type MarkupNode } from './markup-node';
import { plainBlocks } from './plain-blocks';

const parser = new MarkdownParser();

/** Pieces whose neighbours change what they mean. */
const PIECES = [
  '沈知微', '雾中', '，', 'a', 'b1', ' ', '\n', '\n\n', '**', '*', '~~', '`', '```', '```\n', '- ', '1. ', '12', '# ', '> ', '|', '| a | b |\n',
  '|---|---|\n', '---', '[', '](', 'https://a.example', ')', '！', '。”', '\t', '    ', '=', '\r\n', '<b>', '&amp;', '\\',
]; // prettier-ignore

function setup() {
  const parsed: string[] = [];
  const blocks = new MarkdownBlocks((source, growing) => {
    parsed.push(source);
    return parser.parse(source, growing, 3);
  });
  const shown: MarkupNode[] = [];
  /** How many blocks were settled, each time that something was read. */
  const settled: number[] = [];
  let before = '';
  /** Takes the whole text so far; one that is no continuation starts over. */
  const receive = (text: string, growing = true): MarkupNode[] => {
    const goesOn = text.startsWith(before);
    if (!goesOn) blocks.restart();
    const change = blocks.append(goesOn ? text.slice(before.length) : text, growing);
    before = text;
    if (change.type === 'words') {
      shown.push(withWords(shown.pop()!, change.words) as MarkupNode);
      return shown;
    }
    settled.push(change.settled);
    expect(change.settled).toBeLessThanOrEqual(shown.length);
    shown.splice(change.settled, Infinity, ...change.open);
    return shown;
  };
  return { parsed, receive, settled };
}

/** The same with words at its end. */
function withWords(node: MarkupChild, words: string): MarkupChild {
  if (typeof node === 'string') return node + words;
  const children = [...node.children];
  return { ...node, children: [...children.slice(0, -1), withWords(children.at(-1)!, words)] };
}

/** The text of some markup, tags as brackets: `p(words strong(more))`. */
function sketch(children: readonly MarkupChild[]): string {
  return children
    .map((child) => (typeof child === 'string' ? child : `${child.tag}(${sketch(child.children)})`))
    .join('');
}

/** By a parser that has read nothing else. */
function whole(text: string): MarkupNode[] {
  return new MarkdownParser().parse(text, false, 3).map(({ node }) => node);
}

describe('MarkdownBlocks', () => {
  it('is, in the end, what the whole text is at once, wherever it was cut on its way', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        (pieces, by) => {
          const text = pieces.join('');
          const { receive } = setup();
          for (let end = by; end < text.length; end += by) receive(text.slice(0, end));

          expect(receive(text, false)).toEqual(whole(text));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never changes a block again that it has called settled', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const { receive, settled } = setup();
        for (let end = 1; end <= text.length; end++) receive(text.slice(0, end));
        const before = [...receive(text)];
        receive(text, false);
        expect(settled.every((count, i) => count >= (settled[i - 1] ?? 0))).toBe(true);
        const last = settled.at(-1)!;
        expect(before.slice(0, last)).toEqual(whole(text).slice(0, last));
      }),
      { numRuns: 300 },
    );
  });

  it('shows at every moment what a reader sees who comes then, words that were not read among it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }), (pieces) => {
        const { receive } = setup();
        let text = '';
        for (const piece of pieces) {
          text += piece;
          expect(receive(text)).toEqual(setup().receive(text));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('does not read words that carry on a sentence', () => {
    const { parsed, receive } = setup();
    receive('- 她说：**书店');
    const read = parsed.length;
    receive('- 她说：**书店在海边，');
    expect(sketch(receive('- 她说：**书店在海边，灯亮着'))).toBe(
      'ul(li(p(她说：strong(书店在海边，灯亮着))))',
    );
    expect(parsed).toHaveLength(read);
  });

  it('reads only the open block again', () => {
    const { parsed, receive } = setup();
    const paragraphs = Array.from({ length: 200 }, (_, i) => `第 ${i} 段，**重点**在这里。\n\n`);
    let text = '';
    for (const paragraph of paragraphs) receive((text += paragraph));

    expect(Math.max(...parsed.map(({ length }) => length))).toBeLessThan(4 * paragraphs[0]!.length);
  });

  it('cuts a block that does not end, so that a character never costs more than a bounded piece', () => {
    const { parsed, receive } = setup();
    const text = '字'.repeat(5 * MAX_OPEN);
    receive(text);
    receive(`${text}字`);

    expect(Math.max(...parsed.map(({ length }) => length))).toBeLessThanOrEqual(MAX_OPEN + 1);
  });

  it('goes on with code that had to be cut', () => {
    const { receive } = setup();
    const code = '# 这不是标题\n'.repeat(2_000);
    const shown = receive(`\`\`\`\n${code}\`\`\`\n\n后面`, false);

    expect([...new Set(shown.map(({ tag }) => tag))]).toEqual(['pre', 'p']);
    expect(sketch(shown.slice(0, -1)).match(/这不是标题/g)).toHaveLength(2_000);
  });

  it('begins anew with a text that is no continuation', () => {
    const { receive } = setup();
    receive('第一稿\n\n第二段\n\n第三段\n');

    expect(sketch(receive('另一稿'))).toBe('p(另一稿)');
  });

  it('cuts plain text into the same paragraphs until the parser has arrived', () => {
    const text = '　　第一段\n同一段\n\n　　第二段\n\n\n第三段';

    expect(plainBlocks(text)).toEqual(parser.parse(text, false, 3));
  });
});
