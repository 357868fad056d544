import { jest } from '@jest/globals';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { TranslocoTestingModule } from '@jsverse/transloco';
import type { Collection } from '../api/types';
import { UnsavedChanges } from '../shared/unsaved-changes';
import { KnowledgePage } from './knowledge-page';

const FOG: Collection = {
  id: 'fog',
  name: '雾港',
  description: '',
  documents: 0,
  chunks: 0,
  embedded: null,
  sample: false,
  created_at: '2026-01-01T00:00:00Z',
};
const COLLECTIONS = [FOG, { ...FOG, id: 'sea', name: '海图' }];

async function setup() {
  TestBed.configureTestingModule({
    imports: [
      TranslocoTestingModule.forRoot({ langs: { zh: {} }, translocoConfig: { availableLangs: ['zh'] } }),
    ],
    providers: [provideHttpClient(), provideHttpClientTesting()],
  });
  const confirm = jest.spyOn(window, 'confirm').mockReturnValue(false);
  const http = TestBed.inject(HttpTestingController);
  const fixture = TestBed.createComponent(KnowledgePage);
  const page = fixture.nativeElement as HTMLElement;
  const field = () => page.querySelector<HTMLInputElement>('input:not([type])');
  /** Lets the answers of the test's server arrive. */
  const settled = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
    for (const request of http.match((each) => each.url.endsWith('/documents')))
      request.flush({ documents: [] });
  };
  const tell = async (collections = COLLECTIONS) => {
    http.expectOne({ url: '/api/collections', method: 'GET' }).flush({ collections, embedding_model: null });
    await settled();
  };
  const click = async (selector: string) => {
    page.querySelector<HTMLElement>(selector)!.click();
    await settled();
  };
  fixture.detectChanges();
  await tell();
  return {
    http,
    confirm,
    field,
    tell,
    settled,
    wouldAsk: () => TestBed.inject(UnsavedChanges).any(),
    shown: () => page.querySelector('app-collection-view > section')?.getAttribute('aria-label'),
    renamed: () => page.querySelector<HTMLInputElement>('app-rename-form input')?.value,
    nameNew: () => click('[data-testid="new-collection"]'),
    rename: () => click('app-collection-view header .icon'),
    choose: (nth: number) => click(`[data-testid="collections"] li:nth-child(${nth}) button`),
    type: async (text: string) => {
      field()!.value = text;
      field()!.dispatchEvent(new Event('input'));
      await settled();
    },
    escape: async (key: KeyboardEventInit = {}) => {
      field()!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, ...key }));
      await settled();
    },
    submit: async () => {
      field()!.form!.dispatchEvent(new Event('submit', { cancelable: true }));
      await settled();
    },
  };
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('KnowledgePage', () => {
  it('asks before a new name is lost, until it is a collection', async () => {
    const { http, nameNew, type, escape, submit, tell, settled, wouldAsk, field, confirm } = await setup();
    await nameNew();
    expect(wouldAsk()).toBe(false);
    await type('新世界');
    expect(wouldAsk()).toBe(true);

    await escape();
    await nameNew();
    expect(confirm).toHaveBeenCalledTimes(2);
    expect(field()?.value).toBe('新世界');

    await submit();
    http.expectOne({ url: '/api/collections', method: 'POST' }).flush({ ...FOG, id: 'new' });
    await settled();
    await tell([...COLLECTIONS, { ...FOG, id: 'new', name: '新世界' }]);
    expect([field(), wouldAsk()]).toEqual([null, false]);
  });

  it('leaves Escape to the input method', async () => {
    const { nameNew, type, escape, field, confirm } = await setup();
    confirm.mockReturnValue(true);
    await nameNew();
    await type('xin');
    await escape({ isComposing: true });
    await escape({ keyCode: 229 });
    expect(field()?.value).toBe('xin');
    await escape();
    expect(field()).toBeNull();
  });

  it('asks before another collection takes the place of one that is being renamed', async () => {
    const { rename, type, choose, shown, wouldAsk, confirm } = await setup();
    await rename();
    await choose(2);
    expect([shown(), confirm.mock.calls.length]).toEqual(['海图', 0]);

    await rename();
    await type('旧海图');
    await choose(1);
    expect([shown(), wouldAsk()]).toEqual(['海图', true]);

    confirm.mockReturnValue(true);
    await choose(1);
    expect([shown(), wouldAsk()]).toEqual(['雾港', false]);
  });

  it('keeps a new name that was refused, and has nothing to ask of one that was taken', async () => {
    const { rename, type, escape, submit, http, settled, tell, field, wouldAsk } = await setup();
    await rename();
    await type('旧雾港');
    await escape();
    expect(field()?.value).toBe('旧雾港');

    await submit();
    http
      .expectOne('/api/collections/fog')
      .flush({ code: 'x', title: 'x' }, { status: 503, statusText: 'Unavailable' });
    await settled();
    expect([field()?.value, wouldAsk()]).toEqual(['旧雾港', true]);

    await submit();
    http.expectOne('/api/collections/fog').flush(FOG);
    await settled();
    await tell([{ ...FOG, name: '旧雾港' }]);
    expect([field(), wouldAsk()]).toEqual([null, false]);
  });

  it('leaves a half-typed name where it is while another collection is made and the list is read anew', async () => {
    const { rename, nameNew, type, submit, http, settled, tell, shown, renamed } = await setup();
    await rename();
    await type('旧雾港');
    await nameNew();
    await type('新世界');
    await submit();
    http.expectOne({ url: '/api/collections', method: 'POST' }).flush({ ...FOG, id: 'new' });
    await settled();
    const anew = COLLECTIONS.map((collection) => ({ ...collection, documents: 1 }));
    await tell([...anew, { ...FOG, id: 'new', name: '新世界' }]);
    expect([shown(), renamed()]).toEqual(['雾港', '旧雾港']);
  });
});
