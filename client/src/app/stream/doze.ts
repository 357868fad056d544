import type { ConnectionPorts, Timer } from './connection-ports';

/** A page that nobody has looked at for so long lets its stream go, ms: a glance at another tab costs nothing. */
export const DOZE_AFTER_MS = 10_000;
/**
 * So often it asks what has come meanwhile, for its title and for the notification of the end, ms. Browsers may let the
 * timers of a page that is hidden for long wait for a minute (https://chromestatus.com/feature/4718288976216064).
 */
export const DOZE_POLL_MS = 15_000;

/**
 * Whether a page may do without its stream, since nobody looks at it: over HTTP/1.1 a browser has six connections to a
 * server, and where tabs cannot share one, those that nobody sees would leave none for the tab in front and its stop. Not
 * for a page on which other tabs depend.
 */
export class Doze {
  private falling: Timer | undefined;
  private dozes: boolean;

  constructor(
    private readonly ports: Pick<ConnectionPorts, 'schedule' | 'hidden'>,
    private readonly onDoze: () => void,
  ) {
    // Opened in the background, it has nothing to let go.
    this.dozes = ports.hidden;
  }

  get dozing(): boolean {
    return this.dozes;
  }

  /** Nobody looks at the page any more. */
  begin(): void {
    this.cancel();
    this.falling = this.ports.schedule(DOZE_AFTER_MS, () => {
      this.dozes = true;
      this.onDoze();
    });
  }

  /**
   * Somebody looks at it.
   * @returns whether it was without its stream
   */
  end(): boolean {
    this.cancel();
    const { dozes } = this;
    this.dozes = false;
    return dozes;
  }

  cancel(): void {
    this.falling?.cancel();
  }
}
