import { Typewriter } from './typewriter';

/** Shown text after each tick. */
function ticks(typewriter: Typewriter, count: number): string[] {
  return Array.from({ length: count }, () => {
    typewriter.advance();
    return typewriter.shown;
  });
}

describe('Typewriter', () => {
  it('shows one grapheme a tick, never a part of one', () => {
    const typewriter = new Typewriter();
    typewriter.receive('沈👩‍👩‍👧e\u0301!');

    expect(ticks(typewriter, 4)).toEqual(['沈', '沈👩‍👩‍👧', '沈👩‍👩‍👧e\u0301', '沈👩‍👩‍👧e\u0301!']);
    expect(typewriter.done).toBe(true);
  });

  it('completes a grapheme whose rest arrives later', () => {
    const typewriter = new Typewriter();
    typewriter.receive('e');
    ticks(typewriter, 1);
    typewriter.receive('e\u0301x');

    expect(ticks(typewriter, 2)).toEqual(['e\u0301', 'e\u0301x']);
  });

  it('shows every character within 400 ms of its arrival, however much arrives at once', () => {
    const typewriter = new Typewriter();
    const text = '字'.repeat(2_000);
    typewriter.receive(text);

    const shown = ticks(typewriter, 20);

    expect(shown.at(0)?.length).toBeLessThan(200);
    expect(shown.at(-1)).toBe(text);
  });

  it('keeps every arrival within its 400 ms while more keeps coming', () => {
    const typewriter = new Typewriter();
    let text = '';
    const arrivedBy: number[] = [];
    for (let tick = 0; tick < 100; tick += 1) {
      text += 'ab'.repeat(tick % 7);
      typewriter.receive(text);
      arrivedBy.push(text.length);
      typewriter.advance();
      expect(typewriter.shown.length).toBeGreaterThanOrEqual(arrivedBy[tick - 20] ?? 0);
    }
  });

  it('shows at once what was there when the page loaded, and types only what follows', () => {
    const typewriter = new Typewriter('已有的字'.length);
    typewriter.receive('已有的字新的');

    expect(typewriter.shown).toBe('已有的字');
    expect(ticks(typewriter, 2)).toEqual(['已有的字新', '已有的字新的']);
  });

  it('shows everything when told to finish', () => {
    const typewriter = new Typewriter();
    typewriter.receive('一二三');
    typewriter.finish();

    expect(typewriter.shown).toBe('一二三');
  });

  it('starts over at once with a text that is no continuation', () => {
    const typewriter = new Typewriter();
    typewriter.receive('first attempt');
    typewriter.receive('second');

    expect(typewriter.shown).toBe('second');
  });
});
