import { jest } from '@jest/globals';
import { openTabGroup } from './browser-tab-group';

/** Locks that are granted at once, and taken away when the test says so. */
class FakeLocks {
  /** What is left of each request when its owner has seen to it. */
  readonly outcomes: Promise<unknown>[] = [];
  /** What the browser says to every request, instead of a lock. */
  refusal: DOMException | undefined;
  private readonly takeAway = new Map<string, (reason: DOMException) => void>();

  request(name: string, _options: LockOptions, held: () => unknown): Promise<unknown> {
    if (this.refusal) return this.recorded(Promise.reject(this.refusal));
    const stolen = new Promise((_, reject) => this.takeAway.set(name, reject));
    return this.recorded(Promise.race([stolen, Promise.resolve().then(held)]));
  }

  async steal(name: string): Promise<void> {
    this.takeAway.get(name)!(new DOMException('Stolen.', 'AbortError'));
    await turn();
  }

  private recorded(promise: Promise<unknown>): Promise<unknown> {
    const [then, settle] = [promise.catch.bind(promise), promise.finally.bind(promise)];
    promise.finally = (over) => this.recorded(settle(over));
    promise.catch = <T>(take: (error: unknown) => T) => {
      const outcome = then(take);
      this.outcomes.push(outcome);
      return outcome as Promise<T>;
    };
    return promise;
  }
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('the group of a browser’s tabs', () => {
  const locks = new FakeLocks();

  beforeAll(() => {
    Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
    globalThis.BroadcastChannel ??= class {
      close(): void {
        return;
      }
      postMessage(): void {
        return;
      }
    } as unknown as typeof BroadcastChannel;
  });

  afterAll(() => {
    Reflect.deleteProperty(navigator, 'locks');
  });

  it('leaves nothing behind of a lead that was taken away', async () => {
    const add = jest.spyOn(AbortSignal.prototype, 'addEventListener');
    const waiting = () =>
      add.mock.calls.filter(
        ([, , options]) => !(options as AddEventListenerOptions | undefined)?.signal?.aborted,
      ).length;
    const group = openTabGroup('tabs')!;
    const deposed = jest.fn();
    const counts: number[] = [];
    for (let n = 0; n < 3; n++) {
      group.stand(() => undefined, deposed, false);
      await turn();
      counts.push(waiting());
      await locks.steal('tabs.leader');
    }
    expect(deposed).toHaveBeenCalledTimes(3);
    expect(new Set(counts).size).toBe(1);
    group.close();
    add.mockRestore();
  });

  it('lets each tab lead itself where the browser refuses locks, and tells nobody', async () => {
    const said = jest.spyOn(BroadcastChannel.prototype, 'postMessage');
    locks.refusal = new DOMException('Storage is blocked.', 'SecurityError');
    const group = openTabGroup('tabs')!;
    const elected = jest.fn();
    group.stand(elected, () => undefined, false);
    group.post({ type: 'leading' });
    await turn();
    locks.refusal = undefined;
    expect(elected).toHaveBeenCalledTimes(1);
    expect(said).not.toHaveBeenCalled();
    group.close();
    said.mockRestore();
  });

  it('is no group where the browser refuses a channel', () => {
    const { BroadcastChannel } = globalThis;
    globalThis.BroadcastChannel = class {
      constructor() {
        throw new DOMException('Storage is blocked.', 'SecurityError');
      }
    } as unknown as typeof BroadcastChannel;
    expect(openTabGroup('tabs')).toBeNull();
    globalThis.BroadcastChannel = BroadcastChannel;
  });

  it('does not swallow what goes wrong when a tab is elected, deposed or gone', async () => {
    const group = openTabGroup('tabs')!;
    const fail = (word: string) => () => {
      throw new Error(word);
    };
    const seen: unknown[] = [];
    const look = () => locks.outcomes.at(-1)!.catch((error: Error) => seen.push(error.message));
    group.stand(fail('elected'), fail('deposed'), false);
    await look();
    group.stand(() => undefined, fail('deposed'), false);
    const deposal = look();
    await turn();
    await locks.steal('tabs.leader');
    await deposal;
    group.whenGone('other', fail('gone'));
    await look();
    expect(seen).toEqual(['elected', 'deposed', 'gone']);
    group.close();
  });
});
