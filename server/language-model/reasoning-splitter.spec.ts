import { ReasoningSplitter } from './reasoning-splitter.js';

function split(chunks: string[]): { reasoning: string; text: string; order: string } {
  const splitter = new ReasoningSplitter();
  const pieces = [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
  const of = (kind: string) => pieces.flatMap((piece) => (piece.kind === kind ? [piece.text] : [])).join('');
  const order = pieces.map(({ kind }) => kind).filter((kind, index, all) => kind !== all[index - 1]);
  return { reasoning: of('reasoning'), text: of('text'), order: order.join(' ') };
}

describe('ReasoningSplitter', () => {
  const content = '\n<think>\n她多高？<b>166</b>。\n</think>\n\n她身高166厘米，a < b。';
  const whole = {
    reasoning: '她多高？<b>166</b>。\n',
    text: '她身高166厘米，a < b。',
    order: 'reasoning text',
  };

  it('tells reasoning from text at every pair of split points', () => {
    for (let first = 0; first <= content.length; first++) {
      for (let second = first; second <= content.length; second++) {
        const chunks = [content.slice(0, first), content.slice(first, second), content.slice(second)];
        expect({ chunks, ...split(chunks) }).toEqual({ chunks, ...whole });
      }
    }
  });

  it('tells them apart character by character', () => {
    expect(split([...content])).toEqual(whole);
  });

  it('leaves text without tags as it is, lone angle brackets included', () => {
    expect(split(['a <thin', ' line, a <', 'think of it, <'])).toMatchObject({
      text: 'a <thin line, a <think of it, <',
      reasoning: '',
    });
  });

  it('keeps reasoning that never closes as reasoning', () => {
    expect(split(['<think>on and', ' on </thi'])).toMatchObject({ reasoning: 'on and on </thi', text: '' });
  });

  it('does not hold back what cannot become a tag', () => {
    expect(new ReasoningSplitter().push('a<b')).toEqual([{ kind: 'text', text: 'a<b' }]);
  });
});
