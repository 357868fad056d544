import { computed } from '@angular/core';
import fc from 'fast-check';
import { StreamedText } from './attempt';

describe('StreamedText', () => {
  it('tells its end from any place, and all of it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 200 }), { maxLength: 30 }),
        fc.nat(3_000),
        fc.string({ maxLength: 600 }),
        (deltas, from, before) => {
          const text = new StreamedText();
          text.restore({ id: 'a', role: 'assistant', step: 's', attempt: 1, status: 'open', text: before });
          for (const delta of deltas) text.append(delta);
          const whole = before + deltas.join('');
          expect([text.text(), text.length, text.since(from)]).toEqual([
            whole,
            whole.length,
            whole.slice(from),
          ]);
        },
      ),
    );
  });

  it('tells who asks for its length or its words that there are more, and not who asks whether there are any', () => {
    const text = new StreamedText();
    let asked = 0;
    const [length, words] = [computed(() => text.length), computed(() => text.text())];
    const begun = computed(() => {
      asked += 1;
      return text.begun();
    });
    expect([length(), words(), begun()]).toEqual([0, '', false]);
    text.append('书');
    expect([length(), words(), begun()]).toEqual([1, '书', true]);
    text.append('店');
    expect([length(), words(), begun(), asked]).toEqual([2, '书店', true, 2]);
  });
});
