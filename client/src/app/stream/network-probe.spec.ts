import { probeNetwork } from './network-probe';

describe('probeNetwork', () => {
  const { fetch } = globalThis;
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  /** A network in which nothing is ever answered. */
  function setup() {
    const requests: AbortSignal[] = [];
    globalThis.fetch = (_url, init) =>
      new Promise((_, reject) => {
        const signal = init!.signal!;
        requests.push(signal);
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const over = new AbortController();
    const finding = probeNetwork('/probe', {}, over.signal);
    return { requests, over, finding };
  }

  it('ends its request when it is called off, and makes no other', async () => {
    const { requests, over, finding } = setup();
    over.abort();

    expect(await finding).toBeNull();
    expect(requests.map(({ aborted }) => aborted)).toEqual([true]);
  });
});
