import { jest } from '@jest/globals';
import { PageWatch } from './page-watch';

/** A page whose beats the test decides. */
function setup({ writing = false } = {}) {
  jest.useFakeTimers({ now: 0, doNotFake: ['queueMicrotask'] });
  const waiting = new Set<() => void>();
  const beat = {
    request: (listener: () => void) => void waiting.add(listener),
    cancel: (listener: () => void) => void waiting.delete(listener),
  };
  const page = document.createElement('div');
  page.innerHTML = '<article><p>她</p></article>';
  const call = jest.fn();
  return {
    call,
    page,
    watch: new PageWatch(page, beat, { writing }, call),
    /** So many beats of 33 ms, and what happens in each. */
    async pass(beats: number, change: () => void = () => undefined): Promise<void> {
      for (let each = 0; each < beats; each++) {
        change();
        // The observer is told in a microtask.
        await Promise.resolve();
        jest.advanceTimersByTime(33);
        const due = [...waiting];
        waiting.clear();
        due.forEach((listener) => listener());
      }
    },
  };
}

afterEach(() => jest.useRealTimers());

describe('PageWatch', () => {
  it('looks at a page on which a text grows in every beat four times a second, and once at its end', async () => {
    const { call, page, pass } = setup();
    const text = page.querySelector('p')!.firstChild as Text;
    await pass(31, () => (text.data += '冷'));
    expect(call).toHaveBeenCalledTimes(4);
    await pass(31);
    expect(call).toHaveBeenCalledTimes(5);
  });

  it.each<[string, (page: HTMLElement) => void]>([
    ['what is scrolled into sight', (page) => page.append(document.createElement('article'))],
    ['what counts', (page) => (page.querySelector('article')!.dataset['searched'] = 'record')],
  ])('looks at %s', async (_, change) => {
    const { call, page, pass } = setup();
    change(page);
    await pass(1);
    expect(call).toHaveBeenCalledTimes(1);
  });

  it('looks at what is written out of sight', async () => {
    const { call, pass } = setup({ writing: true });
    await pass(31);
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('looks no more when it has ended', async () => {
    const { call, page, pass, watch } = setup({ writing: true });
    page.append('冷');
    await pass(1);
    page.append('冷');
    await pass(1);
    watch.end();
    await pass(62, () => page.append('冷'));
    expect(call).toHaveBeenCalledTimes(1);
  });
});
