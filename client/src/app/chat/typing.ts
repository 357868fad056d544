import { DestroyRef, effect, inject, type Signal, signal, untracked } from '@angular/core';
import { Typewriter } from './typewriter';
import { TypewriterClock } from './typewriter-clock';

/** What is typed out. */
export interface TypingSource {
  /** All of it that has arrived. */
  readonly text: Signal<string>;
  /** Code units that are not typed out again. */
  readonly replayed: Signal<number>;
  /** Somebody can see it; where nobody does, nothing is done until somebody comes, who finds all of it. */
  readonly inSight: Signal<boolean>;
}

/**
 * Types a growing text out, as long as the component lives that makes it. What a frame shows is handed on past change
 * detection, and while it types nothing is told of what arrives: eight texts that stream cost the page eight texts.
 */
export class Typing {
  private readonly clock = inject(TypewriterClock);
  private readonly typing = signal(false);
  private readonly onFrame = () => this.advance();
  private typewriter: Typewriter | undefined;
  private shown = '';
  /** Nobody has seen what came last. */
  private unseen = false;

  /** `show` puts on the page what it is given. */
  constructor(
    private readonly source: TypingSource,
    private readonly show: (shown: string) => void,
  ) {
    effect(() => {
      if (!source.inSight()) {
        untracked(() => this.leave());
        return;
      }
      // Each frame looks by itself.
      if (this.typing()) return;
      const text = source.text();
      untracked(() => this.receive(text));
    });
    inject(DestroyRef).onDestroy(() => this.clock.remove(this.onFrame));
  }

  private leave(): void {
    this.unseen = true;
    this.typing.set(false);
    this.clock.remove(this.onFrame);
  }

  private receive(text: string): void {
    // What comes to a display that stands still, e.g. by a filter, was there before.
    const whole = this.clock.instant || this.unseen || (!this.typewriter && this.clock.paused);
    this.unseen = false;
    this.typewriter ??= new Typewriter(this.source.replayed());
    this.typewriter.receive(text, this.clock.now);
    if (whole) this.typewriter.finish();
    this.follow();
  }

  private advance(): void {
    this.typewriter?.receive(untracked(this.source.text), this.clock.now);
    if (this.clock.instant) this.typewriter?.finish();
    else this.typewriter?.advance(this.clock.now);
    this.follow();
  }

  /** Shows what is to be seen, and asks for frames as long as there is more. */
  private follow(): void {
    if (!this.typewriter) return;
    const { shown } = this.typewriter;
    if (shown !== this.shown) this.show((this.shown = shown));
    const typing = !this.typewriter.done;
    this.typing.set(typing);
    if (typing) this.clock.add(this.onFrame);
    else this.clock.remove(this.onFrame);
  }
}
