import { MarkdownParser } from './markdown-parser';
import { growingEnd } from './growing-end';
import type { MarkupChild } from './markup-node';

const parser = new MarkdownParser();

function html(children: readonly MarkupChild[]): string {
  return children
    .map((child) =>
      typeof child === 'string' ? child : `<${child.tag}>${html(child.children)}</${child.tag}>`,
    )
    .join('');
}

function parse(text: string): string {
  return html(parser.parse(text, false, 3).map(({ node }) => node));
}

/** As it is shown while more is to come. */
function growing(text: string): string {
  return html(parser.parse(growingEnd(text), true, 3).map(({ node }) => node));
}

describe('MarkdownParser', () => {
  it.each([
    ['**粗体**后面', '<p><strong>粗体</strong>后面</p>'],
    ['他说：**“你好。”**然后走了', '<p>他说：<strong>“你好。”</strong>然后走了</p>'],
    ['**重点：**内容', '<p><strong>重点：</strong>内容</p>'],
    ['前**（注）**后', '<p>前<strong>（注）</strong>后</p>'],
    ['~~删除。~~后', '<p><del>删除。</del>后</p>'],
    ['第一行\n第二行', '<p>第一行\n第二行</p>'],
    ['　　缩进的段落', '<p>　　缩进的段落</p>'],
    ['    缩进的段落', '<p>缩进的段落</p>'],
    ['正文\n---\n下文', '<p>正文</p><hr></hr><p>下文</p>'],
    ['# 一\n\n### 二', '<h3>一</h3><h4>二</h4>'],
    ['- a\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
    ['- a\n\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
    ['```js\na < b\n```', '<pre><code>a < b</code></pre>'],
    [
      '| a |\n|---|\n| b |',
      '<div><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table></div>',
    ],
  ])('%j', (text, expected) => {
    expect(parse(text)).toBe(expected);
  });

  it('shows from the first letter on what a mark will make of it', () => {
    const text = '她**很“冷”**，~~也许~~，`码`，*轻*。';
    const plain = '她很“冷”，也许，码，轻。';
    for (let end = 1; end <= text.length; end++) {
      const shown = growing(text.slice(0, end)).replace(/<[^>]+>/g, '');
      expect(plain.startsWith(shown)).toBe(true);
    }
    expect(growing('她**很')).toBe('<p>她<strong>很</strong></p>');
    expect(growing('她**很*')).toBe('<p>她<strong>很</strong></p>');
    expect(growing('`a **b')).toBe('<p><code>a **b</code></p>');
  });

  it.each([
    ['a\n\n-', '<p>a</p>'],
    ['a\n\n##', '<p>a</p>'],
    ['a\n\n1.', '<p>a</p>'],
    ['[书店](https://exam', '<p>书店</p>'],
    ['```\na\n``', '<pre><code>a</code></pre>'],
    ['| a | b', '<div><table><thead><tr><th>a</th><th>b</th></tr></thead></table></div>'],
    ['| a | b |\n', '<div><table><thead><tr><th>a</th><th>b</th></tr></thead></table></div>'],
    ['| a | b |\n|--', '<div><table><thead><tr><th>a</th><th>b</th></tr></thead></table></div>'],
  ])('keeps back or completes what is only half there: %j', (text, expected) => {
    expect(growing(text)).toBe(expected);
  });

  it('leaves a lone asterisk alone', () => {
    expect(growing('5*3 等于')).toBe('<p>5*3 等于</p>');
    expect(growing('5 * 3 等于')).toBe('<p>5 * 3 等于</p>');
  });

  it('shows as it was written what is nested beyond reason', () => {
    expect(parse(`${'>'.repeat(10_000)}词`)).toBe(`<p>${'>'.repeat(10_000)}词</p>`);
    expect(parse('- '.repeat(4_000) + '词')).toContain('词');
  });
});
