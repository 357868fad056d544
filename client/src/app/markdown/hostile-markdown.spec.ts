import fc from 'fast-check';
import { growingEnd } from './growing-end';
import { MarkdownBlocks } from './markdown-blocks';
import { MarkdownParser } from './markdown-parser';
import { MarkupDom } from './markup-dom';
import { MARKUP_TAGS } from './markup-node';

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'target', 'rel'],
  ol: ['start'],
  div: ['class', 'tabindex', 'role', 'aria-label'],
};
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>@import url(https://evil.example)</style>',
  '<!--<img src=--><img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt&colon;alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](vbscript:x)',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](//evil.example)',
  '[x](/api/sessions)',
  '[x](https://a.example "\\" onmouseover=alert(1) \\"")',
  '![x](https://evil.example/leak.png)',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml,<svg onload=alert(1)>)',
  '<javascript:alert(1)>',
  '<https://a.example/"onclick=alert(1)>',
  '[a]: javascript:alert(1)\n\n[a]',
  '```"><script>alert(1)</script>\nx\n```',
  '| <img src=x onerror=alert(1)> |\n|---|\n| [x](javascript:alert(1)) |',
];

const parser = new MarkdownParser();

/** The text on a page, as it was after each piece and in the end. */
function render(pieces: readonly string[], look: (host: HTMLElement) => void): void {
  const host = document.createElement('section');
  const dom = new MarkupDom(host, { grow: (node, more) => node.appendData(more) }, () => '表格');
  const blocks = new MarkdownBlocks((source, growing) => parser.parse(source, growing, 3));
  for (const [index, piece] of [...pieces, ''].entries()) {
    dom.show(blocks.append(piece, index < pieces.length));
    look(host);
  }
}

function expectHarmless(host: HTMLElement): void {
  for (const element of host.querySelectorAll('*')) {
    const tag = element.localName;
    expect(MARKUP_TAGS).toContain(tag);
    for (const { name } of element.attributes) expect(ATTRIBUTES[tag] ?? []).toContain(name);
    if (tag !== 'a') continue;
    expect(element.getAttribute('href')).toMatch(/^(https?:\/\/|mailto:)/i);
    expect(element.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(element.getAttribute('target')).toBe('_blank');
  }
}

describe('Markdown of somebody who means harm', () => {
  it.each(PAYLOADS)('is text, or a link to somewhere else: %s', (payload) => {
    render([...payload], expectHarmless);
    render([payload, `\n\n> - ${payload}`], expectHarmless);
  });

  it('has no element and no attribute that is not on the list, whatever it is made of', () => {
    const marks = [
      '\n',
      '\n\n',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '"',
      "'",
      '`',
      '*',
      '!',
      '|',
      '&',
      '\u0000',
      '\\',
      '- ',
      '> ',
    ];
    const piece = fc.oneof(
      fc.constantFrom(...PAYLOADS),
      fc.constantFrom(...marks),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => render(pieces, expectHarmless)),
      { numRuns: 300 },
    );
  });

  it('keeps what was written readable where it is not shown as markup', () => {
    render(['<b>粗</b> <script>alert(1)</script>'], (host) =>
      expect(host.textContent).toBe('<b>粗</b> <script>alert(1)</script>'),
    );
  });

  it('does not fetch a picture: its words lead to it', () => {
    render(['![她的书店](https://a.example/b.png)\n'], (host) => {
      const link = host.querySelector('a')!;
      expect([link.textContent, link.getAttribute('href')]).toEqual(['她的书店', 'https://a.example/b.png']);
    });
  });

  it.each([
    ['quotes', (n: number) => '>'.repeat(n)],
    ['quotes with spaces', (n: number) => '> '.repeat(n)],
    ['lists in one line', (n: number) => '- '.repeat(n)],
    ['asterisks', (n: number) => '*'.repeat(n)],
    ['open emphasis', (n: number) => '*a '.repeat(n)],
    ['emphasis everywhere', (n: number) => 'a**b'.repeat(n)],
    ['brackets', (n: number) => '['.repeat(n)],
    ['open links', (n: number) => '[a]('.repeat(n)],
    ['pictures', (n: number) => '!['.repeat(n)],
    ['backticks', (n: number) => Array.from({ length: Math.sqrt(n) }, (_, i) => '`'.repeat(i + 1)).join('a')],
    ['angle brackets', (n: number) => '<'.repeat(n)],
    ['bars', (n: number) => `|a|b|\n|-|-|\n${'|'.repeat(n)}`],
    ['spaces', (n: number) => `${' '.repeat(n)}x`],
    ['lines', (n: number) => '\n'.repeat(n)],
  ])('takes time in proportion to its length: %s', (_name, make) => {
    const time = (n: number): number => {
      const text = make(n);
      // The processor's time: other programs may want it, too.
      const before = process.cpuUsage();
      const blocks = new MarkdownBlocks((source, growing) => parser.parse(source, growing, 3));
      blocks.append(text, true);
      growingEnd(text.slice(0, 8_192));
      return process.cpuUsage(before).user / 1_000;
    };
    time(10_000);
    const one = Math.min(time(25_000), time(25_000), time(25_000));
    const eight = Math.min(time(200_000), time(200_000), time(200_000));

    // Eight times the text; a quadratic reader would take sixty-four times as long.
    expect(eight).toBeLessThan(30 * Math.max(one, 2));
  });
});
