import type { TabGroup, TabMessage } from './tab-group';

/**
 * Tabs that find each other by a name: a Web Lock makes one of them lead, a BroadcastChannel carries what they say, and
 * a lock of each tab's own is free when it is gone. Null where the browser has none of these, as on a page that came over
 * plain HTTP from another machine.
 */
export function openTabGroup(name: string): TabGroup | null {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  if (!locks || typeof BroadcastChannel === 'undefined') return null;
  return new BrowserTabGroup(name, locks);
}

class BrowserTabGroup implements TabGroup {
  readonly id = crypto.randomUUID();
  private readonly channel: BroadcastChannel;
  private readonly leaving = new AbortController();
  private candidacy = new AbortController();
  /** Nobody may hear of a tab whose lock is not held yet: it would be taken for gone. */
  private readonly present: Promise<void>;

  constructor(
    private readonly name: string,
    private readonly locks: LockManager,
  ) {
    this.channel = new BroadcastChannel(name);
    this.present = new Promise((resolve) => this.hold(this.lockOf(this.id), {}, resolve));
  }

  post(message: TabMessage): void {
    void this.present.then(() => {
      if (!this.leaving.signal.aborted) this.channel.postMessage(message);
    });
  }

  onMessage(listener: (message: TabMessage) => void): void {
    this.channel.onmessage = ({ data }: MessageEvent<TabMessage>) => listener(data);
  }

  stand(elected: () => void, deposed: () => void, depose: boolean): void {
    this.candidacy.abort();
    this.candidacy = new AbortController();
    // A request that takes the lock away cannot be called off.
    const options: LockOptions = depose ? { steal: true } : { signal: this.candidacy.signal };
    this.hold(`${this.name}.leader`, options, elected, deposed);
  }

  whenGone(tab: string, then: () => void): void {
    this.locks.request(this.lockOf(tab), { signal: this.leaving.signal }, then).catch(rethrowUnlessAborted);
  }

  close(): void {
    this.leaving.abort();
    this.candidacy.abort();
    this.channel.close();
  }

  private lockOf(tab: string): string {
    return `${this.name}.tab.${tab}`;
  }

  /** Holds the lock until this tab leaves the group, or somebody takes it away. */
  private hold(name: string, options: LockOptions, held: () => void, lost?: () => void): void {
    const { signal } = this.leaving;
    const over = new AbortController();
    const untilLeaving = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { signal: over.signal }),
    );
    let holds = false;
    this.locks
      .request(name, options, () => {
        holds = true;
        if (!signal.aborted) held();
        return untilLeaving;
      })
      .finally(() => over.abort())
      .catch((error: unknown) => {
        rethrowUnlessAborted(error);
        if (holds && !signal.aborted) lost?.();
      });
  }
}

/** A request for a lock that was called off before it was granted, or whose lock was taken away after, is no failure. */
function rethrowUnlessAborted(error: unknown): void {
  if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
}
