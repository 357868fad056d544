import type { FrameBeat } from '../shared/frame-beat';
import { Paced } from './paced';

/** A page that goes on changing is looked at once in this time, ms: sooner than anybody reads what has come. */
const PAUSE_MS = 250;
/** What is being written is looked at again after this time, ms, though out of sight it changes nothing on the page. */
const WRITING_MS = 500;

/** Calls whenever something has changed on the page, or may have in what is being written, from when it is made. */
export class PageWatch {
  private readonly paced: Paced;
  private readonly observer: MutationObserver;
  private readonly timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    page: HTMLElement,
    beat: Pick<FrameBeat, 'request' | 'cancel'>,
    { writing }: { writing: boolean },
    call: () => void,
  ) {
    this.paced = new Paced(beat, PAUSE_MS, call);
    this.observer = new MutationObserver(() => this.paced.ask());
    this.observer.observe(page, {
      childList: true,
      subtree: true,
      characterData: true,
      attributeFilter: ['data-searched'],
    });
    if (writing) this.timer = setInterval(() => this.paced.ask(), WRITING_MS);
  }

  end(): void {
    clearInterval(this.timer);
    this.observer.disconnect();
    this.paced.cancel();
  }
}
