import fc from 'fast-check';
import { Typewriter } from './typewriter';

/** A page that is typed on, told the whole text so far. */
class Page {
  private readonly typewriter: Typewriter;
  private received = 0;
  private onPage = '';

  constructor(replayed = 0) {
    this.typewriter = new Typewriter(replayed);
  }

  get shown(): string {
    return (this.onPage += this.typewriter.take());
  }

  get done(): boolean {
    return this.typewriter.done;
  }

  get hurries(): boolean {
    return this.typewriter.hurries;
  }

  /** About how much the typewriter holds, characters. */
  get kept(): number {
    return JSON.stringify(this.typewriter).length;
  }

  receive(text: string, now: number): void {
    this.typewriter.receive(text.slice(this.received), now);
    this.received = text.length;
  }

  advance(now: number): void {
    this.typewriter.advance(now);
  }

  finish(): void {
    this.typewriter.finish();
  }
}

/** Between two frames, ms. */
const FRAME = 20;

/** Shown text after each of the frames that follow `from`. */
function frames(page: Page, count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => {
    page.advance(from + (index + 1) * FRAME);
    return page.shown;
  });
}

/** Where graphemes end in a text, in code units. */
function ends(text: string): Set<number> {
  const segments = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)];
  return new Set([0, ...segments.map(({ index, segment }) => index + segment.length)]);
}

describe('Typewriter', () => {
  it('shows one grapheme a frame, never a part of one', () => {
    const page = new Page();
    page.receive('沈👩‍👩‍👧e\u0301!?', 0);

    expect(frames(page, 4)).toEqual(['沈', '沈👩‍👩‍👧', '沈👩‍👩‍👧e\u0301', '沈👩‍👩‍👧e\u0301!']);
  });

  it('types a character in 20 ms, however long the frames are', () => {
    const page = new Page();
    page.receive('一二三四五六七八九十', 0);
    const lengths = [33, 66, 99, 132, 165, 198].map((now) => {
      page.advance(now);
      return page.shown.length;
    });

    expect(lengths).toEqual([1, 2, 4, 5, 7, 9]);
  });

  it('keeps the last grapheme back for what may join it, and shows it when its time has come', () => {
    const page = new Page();
    page.receive('ae', 0);
    expect(frames(page, 18).at(-1)).toBe('a');
    page.receive('ae\u0301', 18 * FRAME);
    expect(frames(page, 17, 18 * FRAME).at(-1)).toBe('a');

    expect(frames(page, 3, 35 * FRAME).at(-1)).toBe('ae\u0301');
    expect(page.done).toBe(true);
  });

  it('ends on a whole grapheme in every frame, wherever the deltas cut the text', () => {
    const pieces = [
      '沈', '知', 'a', 'b', '，', '。', '\r\n', ' ', '👩‍👩‍👧‍👦', '🏳️‍🌈', '👍🏽', '🇨🇳', '🇯🇵', '1️⃣', 'e\u0301', 'n\u0303\u0323', 'नि', 'ผู้',
      '\u1112\u1161\u11ab', '각', '葛\u{E0100}', '辻\u{E0101}', '︎', '\u200d', '𠮷',
    ]; // prettier-ignore
    const texts = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 40 })
      .map((each) => each.join(''));
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 3 })), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(texts, steps, (text, plan) => {
        const page = new Page();
        const boundaries = ends(text);
        let now = 0;
        let arrived = 0;
        // No delta is longer on its way than a grapheme is waited for.
        for (const [units, wait] of [...plan, [text.length, 0] as const]) {
          arrived = Math.min(text.length, arrived + units);
          page.receive(text.slice(0, arrived), now);
          for (let frame = 0; frame < wait; frame++) {
            page.advance((now += FRAME));
            expect(boundaries).toContain(page.shown.length);
          }
        }
        for (let frame = 0; frame < 21; frame++) {
          page.advance((now += FRAME));
          expect(boundaries).toContain(page.shown.length);
        }
        expect(page.shown).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it.each([8, 17, 20, 50, 130])(
    'shows every character within 400 ms of its arrival, with %i ms a frame',
    (frame) => {
      const page = new Page();
      const arrivals: { length: number; at: number }[] = [];
      let text = '';
      for (let now = 0; now < 6_000; now += frame) {
        text += 'ab'.repeat((now / frame) % 7);
        page.receive(text, now);
        arrivals.push({ length: text.length, at: now });
        page.advance(now + frame);
        const late = arrivals.findLast(({ at }) => at + 400 + frame <= now + frame);
        expect(page.shown.length).toBeGreaterThanOrEqual(late?.length ?? 0);
      }
    },
  );

  it('spreads what arrives at once over its 400 ms', () => {
    const page = new Page();
    const text = '字'.repeat(2_000);
    page.receive(text, 0);
    const shown = frames(page, 20).map(({ length }) => length);

    expect(shown[0]).toBeLessThan(200);
    expect(shown[9]).toBeGreaterThan(800);
    expect(shown[19]).toBe(2_000);
  });

  it('hurries where its own pace would be too slow, and no longer', () => {
    const page = new Page();
    page.receive('字'.repeat(10), 0);
    page.advance(FRAME);
    expect(page.hurries).toBe(false);
    page.receive('字'.repeat(210), FRAME);
    page.advance(2 * FRAME);
    expect(page.hurries).toBe(true);
    frames(page, 30, 2 * FRAME);
    expect(page.hurries).toBe(false);
  });

  it('shows at once what was there when the page loaded, and types only what follows', () => {
    const page = new Page('已有的字'.length);
    page.receive('已有的字新的字', 0);

    expect(page.shown).toBe('已有的字');
    expect(frames(page, 2)).toEqual(['已有的字新', '已有的字新的']);
  });

  it('shows everything when told to finish', () => {
    const page = new Page();
    page.receive('一二三', 0);
    page.finish();

    expect(page.shown).toBe('一二三');
  });

  it('keeps nothing of what was typed long ago', () => {
    const page = new Page();
    const text = '一二👩‍👩‍👧三'.repeat(500);
    let now = 0;
    for (let arrived = 0; arrived <= text.length; arrived += 7) {
      page.receive(text.slice(0, arrived), now);
      page.advance((now += FRAME));
      expect(text.startsWith(page.shown)).toBe(true);
    }
    page.receive(text, now);
    page.finish();
    expect(page.shown).toBe(text);
    expect(page.kept).toBeLessThan(2_000);
  });
});
