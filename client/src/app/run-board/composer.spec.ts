import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { TranslocoTestingModule } from '@jsverse/transloco';
import type { ItemState, RunStateDocument } from '../api/run-state';
import { SessionView } from '../chat/session-view';
import { aDocument, anItem } from '../testing/session-documents';
import { Composer } from './composer';

const REVISIONS = '/api/runs/r/revisions';
const HINDRANCES = { waits: '请先确认事实', nothing: '还没写好第一条', locked: '都已锁定' };
const written = (fields: Partial<ItemState> = {}) => anItem('done', { chosen: 1, ...fields });
/** `n` items with a text. */
const items = (n: number) =>
  Object.fromEntries(Array.from({ length: n }, (_, index) => [`basic.${index}`, written()]));

async function setup(
  written: Record<string, ItemState>,
  looksAt: { category?: string; item?: { step: string } } = {},
  run: Partial<RunStateDocument['run']> = { status: 'finished' },
) {
  TestBed.configureTestingModule({
    imports: [
      TranslocoTestingModule.forRoot({
        langs: { zh: { composer: { hint: '说说要怎么改', hindrances: HINDRANCES } } },
        translocoConfig: { availableLangs: ['zh'], defaultLang: 'zh' },
      }),
    ],
    providers: [provideHttpClient(), provideHttpClientTesting()],
  });
  const view = TestBed.inject(SessionView);
  // As it comes off the wire: no object is the one of before.
  const document = JSON.stringify(aDocument(written, run));
  const tell = () =>
    view.state().apply({ type: 'STATE_SNAPSHOT', snapshot: JSON.parse(document) as RunStateDocument });
  tell();
  const fixture = TestBed.createComponent(Composer);
  for (const [name, value] of Object.entries(looksAt)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const find = <T extends HTMLElement>(id: string) => page.querySelector<T>(`[data-testid="${id}"]`);
  return {
    http: TestBed.inject(HttpTestingController),
    /** A new run brings a document of its own. */
    tell: async () => {
      tell();
      await fixture.whenStable();
    },
    wish: () => find<HTMLTextAreaElement>('composer')!,
    target: () => find<HTMLSelectElement>('composer-target')!.value,
    find,
    choose: async (target: string) => {
      const select = find<HTMLSelectElement>('composer-target')!;
      select.value = target;
      select.dispatchEvent(new Event('change'));
      await fixture.whenStable();
    },
    type: async (text: string) => {
      find<HTMLTextAreaElement>('composer')!.value = text;
      find('composer')!.dispatchEvent(new Event('input'));
      await fixture.whenStable();
    },
    press: async (key: KeyboardEventInit) => {
      find('composer')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ...key }));
      await fixture.whenStable();
    },
    click: async (id: string) => {
      find(id)!.click();
      await fixture.whenStable();
    },
    settled: async () => {
      await new Promise((resolve) => setTimeout(resolve));
      await fixture.whenStable();
    },
  };
}

describe('Composer', () => {
  it('sends the wish for the item that the reader has gone to', async () => {
    const { http, type, press, wish } = await setup(items(3), { item: { step: 'basic.1' } });
    await type(' 冷一些 ');
    await press({});
    expect(http.expectOne(REVISIONS).request.body).toEqual({
      items: ['basic.1'],
      action: 'rewrite',
      instruction: '冷一些',
    });
    expect(wish().value).toBe('');
  });

  it('leaves Enter to the input method, and to the line with Shift', async () => {
    const { http, type, press } = await setup(items(1));
    await type('冷');
    await press({ isComposing: true });
    await press({ keyCode: 229 });
    await press({ shiftKey: true });
    http.expectNone(REVISIONS);
    await press({});
    http.expectOne(REVISIONS);
  });

  it('keeps to the target that was chosen while runs come and go', async () => {
    const { choose, target, tell } = await setup(items(3), { category: 'basic', item: { step: 'basic.1' } });
    expect(target()).toBe('category');
    await choose('item');
    await tell();
    expect(target()).toBe('item');
  });

  it('asks before it spends more than ten items; another target is another question', async () => {
    const { http, type, press, click, find, choose } = await setup(items(11), {
      item: { step: 'basic.1' },
    });
    await choose('all');
    await type('短一些');
    await press({});
    http.expectNone(REVISIONS);
    expect(find('composer-sure')).not.toBeNull();
    await choose('item');
    expect(find('composer-sure')).toBeNull();
    await choose('all');
    await press({});
    await click('composer-sure');
    expect(http.expectOne(REVISIONS).request.body).toMatchObject({ items: Object.keys(items(11)) });
  });

  it('leaves out what is locked, and says so', async () => {
    const { http, type, press, find } = await setup({ ...items(2), 'basic.9': written({ locked: true }) });
    expect(find('composer-locked')).not.toBeNull();
    await type('短一些');
    await press({});
    expect(http.expectOne(REVISIONS).request.body).toMatchObject({ items: ['basic.0', 'basic.1'] });
  });

  it('gives a wish back that was refused', async () => {
    const { http, type, press, settled, wish } = await setup(items(1));
    await type('短一些');
    await press({});
    http
      .expectOne(REVISIONS)
      .flush({ code: 'session_busy', status: 409 }, { status: 409, statusText: 'Conflict' });
    await settled();
    expect(wish().value).toBe('短一些');
  });

  it('takes no wish while nothing is written, all is locked, or the run waits for an answer', async () => {
    const reason = async (...given: Parameters<typeof setup>) => {
      const { wish } = await setup(...given);
      TestBed.resetTestingModule();
      return [wish().disabled, wish().placeholder];
    };
    expect(await reason({ a: anItem() })).toEqual([true, HINDRANCES.nothing]);
    expect(await reason({ a: written({ locked: true }) })).toEqual([true, HINDRANCES.locked]);
    expect(await reason({ a: written() }, {}, { status: 'interrupted' })).toEqual([true, HINDRANCES.waits]);
    expect(await reason({ a: written() })).toEqual([false, '说说要怎么改']);
  });
});
