import { TestBed } from '@angular/core/testing';
import { portalWords, speak } from '../testing/portal-words';
import { barWords } from './bar-words';
import type { TimelineBar } from './timeline-model';
import { TimelineTable } from './timeline-table';

const TEN = Date.parse('2026-03-01T10:00:00');
const EYES: TimelineBar = {
  step: 'eyes',
  attempt: 2,
  title: { zh: '眼睛', en: 'Eyes' },
  category: { zh: '外貌', en: 'Looks' },
  kind: 'done',
  began: TEN,
  ended: TEN + 42_000,
  tokens: 1_234,
  cost: { amount: 0.011, currency: 'CNY' },
  lane: 0,
};
/** It still runs, and nothing is known of what it takes. */
const HAIR: TimelineBar = {
  ...EYES,
  step: 'hair',
  attempt: 1,
  title: { zh: '头发', en: 'Hair' },
  category: null,
  kind: 'running',
  ended: null,
  tokens: null,
  cost: null,
};

async function setup(...bars: TimelineBar[]) {
  TestBed.configureTestingModule({ imports: [portalWords] });
  speak('zh');
  const fixture = TestBed.createComponent(TimelineTable);
  fixture.componentRef.setInput('bars', bars);
  const opened: string[] = [];
  fixture.componentInstance.opened.subscribe((step) => opened.push(step));
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  return {
    opened,
    rows: [...page.querySelectorAll('tr')].map(({ cells }) =>
      [...cells].map(({ textContent }) => textContent.trim()),
    ),
    press: (name: string) =>
      [...page.querySelectorAll('button')].find(({ textContent }) => textContent.includes(name))!.click(),
  };
}

describe('TimelineTable', () => {
  it('says of each attempt how long it took, its tokens and its cost, as far as they are known', async () => {
    const { rows } = await setup(EYES, HAIR);

    expect(rows).toEqual([
      ['条目', '类别', '第几次', '状态', '开始', '用时', '词元', '费用'],
      ['眼睛', '外貌', '2', '完成', '10:00:00', '42秒', '1,234', '¥0.011'],
      ['头发', '', '1', '进行中', '10:00:00', '', '', ''],
    ]);
  });

  it('has no column for costs where no price is known', async () => {
    const { rows } = await setup({ ...EYES, cost: null }, HAIR);

    expect(rows[0]?.at(-1)).toBe('词元');
    expect(rows[1]?.at(-1)).toBe('1,234');
  });

  it('leads from an item to its message', async () => {
    const { opened, press } = await setup(EYES, HAIR);
    press('头发');

    expect(opened).toEqual(['hair']);
  });
});

describe('barWords', () => {
  const t = (key: string, values = {}) => [key, ...Object.values(values)].join(' ');

  it.each([
    [
      'all that is known of it',
      EYES,
      [
        'Eyes · Looks',
        'chat.attempt 2 · timeline.kinds.done',
        '10:00:00 · 42 sec',
        'timeline.tokenCount 1,234 · CN¥0.011',
      ],
    ],
    [
      'how long it runs so far',
      HAIR,
      ['Hair', 'chat.attempt 1 · timeline.kinds.running', '10:00:00 · 9 sec'],
    ],
    [
      'tokens without a price',
      { ...EYES, cost: null },
      [
        'Eyes · Looks',
        'chat.attempt 2 · timeline.kinds.done',
        '10:00:00 · 42 sec',
        'timeline.tokenCount 1,234',
      ],
    ],
  ])('says of a bar %s', (_story, bar, lines) => {
    expect(barWords(bar, TEN + 9_000, t, 'en')).toEqual(lines);
  });
});
