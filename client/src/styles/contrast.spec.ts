import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = join(import.meta.dirname, '..');
/** What our design promises a reader; WCAG 2.2 (1.4.3) asks for 4.5. */
const TEXT = 5.6;
/** WCAG 2.2, 1.4.11. */
const GRAPHIC = 3;

const KINDS = ['system', 'agent', 'streaming', 'success', 'error'];
const SURFACES = ['paper', 'panel', 'card'];
const GROUNDS = [...SURFACES, 'sunken', 'hover', 'accent-ground', ...KINDS.map((kind) => `${kind}-ground`)];

type Pair = readonly [front: string, back: string];

const on = (fronts: readonly string[], backs: readonly string[]): Pair[] =>
  fronts.flatMap((front) => backs.map((back): Pair => [front, back]));

const texts: Pair[] = [
  ...on(['ink', 'ink-soft', 'accent'], GROUNDS),
  ...on(KINDS, SURFACES),
  ...KINDS.map((kind): Pair => [kind, `${kind}-ground`]),
  ...on(['on-accent'], ['accent', 'accent-strong']),
];

const graphics: Pair[] = [
  ...on(['focus'], GROUNDS),
  // Borders of fields, and of the cells of what waits.
  ...on(['line-strong'], [...SURFACES, ...KINDS.map((kind) => `${kind}-ground`)]),
  // Cells of the board; the cross of a failed one stands on its own ground.
  ...on(['streaming', 'agent', 'success', 'error', 'ink-soft'], ['card']),
  ['error', 'error-ground'],
  // Bars of progress, and those at the edge of a message.
  ...on(['agent', 'success', 'streaming'], ['sunken']),
  ...KINDS.flatMap((kind) => on([kind], ['paper', `${kind}-ground`])),
];

/** Text and ground by the tokens that one rule of the style sheets sets together. */
function pairsOfRules(): Pair[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(scss|ts)$/.test(file))
    .flatMap((file) =>
      readFileSync(join(SOURCES, file), 'utf8')
        .split(/[{}]/)
        .flatMap((rule) => {
          const front = /(?<![\w-])color: var\(--([\w-]+)\)/.exec(rule)?.[1];
          const back = /background(?:-color)?: var\(--([\w-]+)\)/.exec(rule)?.[1];
          return front && back && tokens.has(front) && tokens.has(back) ? [[front, back] as const] : [];
        }),
    );
}

const tokens = new Map(
  [
    ...readFileSync(join(SOURCES, 'styles/_tokens.scss'), 'utf8').matchAll(
      /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g,
    ),
  ].map(([, name, light, dark]) => [name!, { light: light!, dark: dark! }] as const),
);

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function below(least: number, pairs: readonly Pair[], theme: 'light' | 'dark'): string[] {
  return pairs.flatMap(([front, back]) => {
    const ratio = contrast(tokens.get(front)![theme], tokens.get(back)![theme]);
    return ratio < least ? [`${front} on ${back}: ${ratio.toFixed(2)}`] : [];
  });
}

describe.each(['light', 'dark'] as const)('the colours, %s', (theme) => {
  it('let text be read on every ground that it stands on', () => {
    expect(below(TEXT, texts, theme)).toEqual([]);
  });

  it('let text be read wherever a rule gives it a ground of its own', () => {
    const pairs = pairsOfRules();
    expect(pairs.length).toBeGreaterThan(20);
    expect(below(TEXT, pairs, theme)).toEqual([]);
  });

  it('let cells, bars, borders and the ring of the focus be told from what is beside them', () => {
    expect(below(GRAPHIC, graphics, theme)).toEqual([]);
  });
});
