import { MarkdownParser } from './markdown-parser';
import { plainBlocks } from './plain-blocks';
import { shownBlocks } from './shown-blocks';

const parser = new MarkdownParser();
const shown = (source: string) => shownBlocks(source, (part, growing) => parser.parse(part, growing, 3));

describe('shownBlocks', () => {
  it.each([
    ['她**很冷**，但*不*坏。', ['她很冷，但不坏。']],
    ['第一行\n第二行\n\n另一段', ['第一行\n第二行', '另一段']],
    ['见[书店](https://example.com/shop)。', ['见书店。']],
    ['## 外貌\n\n| 部位 | 样子 |\n|--|--|\n| 眼睛 | **灰**色 |', ['外貌', '部位', '样子', '眼睛', '灰色']],
    ['- 第一\n  - 其下\n- `第`二', ['第一', '其下', '第二']],
    ['> 她从不\n\n---\n\n```\n诗 = 海\n```', ['她从不', '诗 = 海']],
  ])('has of %p what is on the page', (source, blocks) => {
    expect(shown(source)).toEqual(blocks);
  });

  it('has a text as it was written until the parser has come', () => {
    expect(shownBlocks('她**很冷**\n\n后来', plainBlocks)).toEqual(['她**很冷**', '后来']);
  });

  it('has no half marks of a text that grows', () => {
    const parse = (part: string, growing: boolean) => parser.parse(part, growing, 3);
    expect(shownBlocks('她**很冷', parse, true)).toEqual(['她很冷']);
    expect(shownBlocks('她**很冷*', parse, true)).toEqual(['她很冷']);
  });

  it('has all of a text that is read in pieces', () => {
    const paragraph = '她在桥上。'.repeat(100);
    const source = Array.from({ length: 30 }, (_, index) => `**${index}** ${paragraph}`).join('\n\n');
    expect(shown(source)).toEqual(source.replaceAll('*', '').split('\n\n'));
  });
});
