import { computed } from '@angular/core';
import fc from 'fast-check';
import { StreamedText } from './streamed-text';

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
          expect([text.text(), text.since(from)]).toEqual([whole, whole.slice(from)]);
        },
      ),
    );
  });

  it('tells who listens for changes or reads it that there is more, and not who asks whether there is any', () => {
    const text = new StreamedText();
    let asked = 0;
    const [changes, words] = [computed(() => text.changes()), computed(() => text.text())];
    const begun = computed(() => {
      asked += 1;
      return text.begun();
    });
    const seen = [changes()];
    expect([words(), begun()]).toEqual(['', false]);
    text.append('书');
    seen.push(changes());
    expect([words(), begun()]).toEqual(['书', true]);
    text.append('店');
    seen.push(changes());
    expect([words(), begun(), asked]).toEqual(['书店', true, 2]);
    expect(new Set(seen).size).toBe(3);
  });
});
