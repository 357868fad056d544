import { DestroyRef, effect, inject, type Signal, signal, untracked } from '@angular/core';
import { Typewriter } from './typewriter';
import { TypewriterClock } from './typewriter-clock';

/** A text that grows. */
export interface GrowingText {
  /** Its code units, tracked. */
  readonly length: number;
  /** What stands from a code unit on, not tracked. */
  since(from: number): string;
}

/** What is typed out. */
export interface TypingSource {
  /** Another one starts over. */
  readonly source: Signal<GrowingText>;
  /** Code units that are not typed out again. */
  readonly replayed: Signal<number>;
  /** Somebody can see it; where nobody does, nothing is done until somebody comes, who finds all of it. */
  readonly inSight: Signal<boolean>;
}

/** Where it is typed. */
export interface TypingTarget {
  append(more: string): void;
  clear(): void;
}

/**
 * Types a growing text out, as long as the component lives that makes it. What a beat shows is handed on past change
 * detection, and while it types nothing is told of what arrives: eight texts that stream cost the page eight texts.
 */
export class Typing {
  private readonly clock = inject(TypewriterClock);
  private readonly typing = signal(false);
  private readonly onBeat = (now: number, instant: boolean) => this.advance(now, instant);
  private text: GrowingText | undefined;
  private typewriter: Typewriter | undefined;
  /** Code units that the typewriter has. */
  private received = 0;
  /** Nobody has seen what came last. */
  private unseen = false;

  constructor(
    private readonly source: TypingSource,
    private readonly target: TypingTarget,
  ) {
    effect(() => {
      const text = source.source();
      if (text !== this.text) untracked(() => this.begin(text));
      if (!source.inSight()) {
        untracked(() => this.leave());
        return;
      }
      // Each beat looks by itself.
      if (this.typing()) return;
      void text.length;
      untracked(() => this.receive());
    });
    inject(DestroyRef).onDestroy(() => this.clock.remove(this.onBeat));
  }

  private begin(text: GrowingText): void {
    if (this.received > 0) this.target.clear();
    this.text = text;
    this.typewriter = undefined;
    this.received = 0;
    this.follow(false);
  }

  private leave(): void {
    this.unseen = true;
    this.follow(false);
  }

  private receive(): void {
    // What comes to a display that stands still, e.g. by a filter, was there before.
    const whole = this.clock.instant || this.unseen || (!this.typewriter && this.clock.paused);
    this.unseen = false;
    this.pull(this.clock.now);
    if (whole) this.typewriter?.finish();
    this.show();
  }

  private advance(now: number, instant: boolean): boolean {
    this.pull(now);
    if (instant) this.typewriter?.finish();
    else this.typewriter?.advance(now);
    this.show();
    return this.typewriter?.hurries ?? false;
  }

  private pull(now: number): void {
    const more = this.text?.since(this.received) ?? '';
    this.received += more.length;
    this.typewriter ??= new Typewriter(this.source.replayed());
    this.typewriter.receive(more, now);
  }

  /** Shows what is to be seen, and asks for beats as long as there is more. */
  private show(): void {
    if (!this.typewriter) return;
    const more = this.typewriter.take();
    if (more) this.target.append(more);
    this.follow(!this.typewriter.done);
  }

  private follow(typing: boolean): void {
    if (typing === untracked(this.typing)) return;
    this.typing.set(typing);
    if (typing) this.clock.add(this.onBeat);
    else this.clock.remove(this.onBeat);
  }
}
