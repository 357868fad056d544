import type { TabGroup, TabMessage } from './tab-group';

/**
 * Tabs that find each other by a name: a Web Lock makes one of them lead, a BroadcastChannel carries what they say, and
 * a lock of each tab's own is free when it is gone. Null where the browser has none of these, as on a page that came over
 * plain HTTP from another machine, or refuses them, as where it stores nothing.
 */
export function openTabGroup(name: string): TabGroup | null {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  if (!locks || typeof BroadcastChannel === 'undefined') return null;
  try {
    return new BrowserTabGroup(name, locks, new BroadcastChannel(name));
  } catch {
    return null;
  }
}

class BrowserTabGroup implements TabGroup {
  readonly id = crypto.randomUUID();
  private readonly leaving = new AbortController();
  private candidacy = new AbortController();
  /** Nobody may hear of a tab whose lock is not held yet: it would be taken for gone. False: it is refused a lock. */
  private readonly present: Promise<boolean>;

  constructor(
    private readonly name: string,
    private readonly locks: LockManager,
    private readonly channel: BroadcastChannel,
  ) {
    this.present = new Promise((resolve) =>
      this.hold(this.lockOf(this.id), {}, { held: () => resolve(true), refused: () => resolve(false) }),
    );
  }

  post(message: TabMessage): void {
    void this.present.then((present) => {
      if (present && !this.leaving.signal.aborted) this.channel.postMessage(message);
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
    // Where locks are refused, no tab hears of another: each of them leads itself.
    this.hold(`${this.name}.leader`, options, { held: elected, refused: elected, lost: deposed });
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
  private hold(name: string, options: LockOptions, on: LockListener): void {
    const { signal } = this.leaving;
    const over = new AbortController();
    const untilLeaving = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { signal: over.signal }),
    );
    let holds = false;
    this.locks
      .request(name, options, () => {
        holds = true;
        if (!signal.aborted) on.held();
        return untilLeaving;
      })
      .finally(() => over.abort())
      .catch((error: unknown) => {
        if (holds || isAbort(error)) rethrowUnlessAborted(error);
        else if (!signal.aborted) on.refused();
        if (holds && !signal.aborted) on.lost?.();
      });
  }
}

/** What becomes of a request for a lock. */
interface LockListener {
  held(): void;
  /** The browser gives no locks to this page. */
  refused(): void;
  /** Somebody has taken it away. */
  lost?(): void;
}

/** A request for a lock that was called off before it was granted, or whose lock was taken away after, is no failure. */
function rethrowUnlessAborted(error: unknown): void {
  if (!isAbort(error)) throw error;
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
