import { DestroyRef, effect, inject, type Signal, signal, untracked } from '@angular/core';
import type { StreamedText } from './streamed-text';
import { Typewriter } from './typewriter';
import { TypewriterClock } from './typewriter-clock';

/** What is typed out. */
export interface TypingInputs {
  /** Another one starts over. */
  readonly source: Signal<StreamedText>;
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
  private text: StreamedText | undefined;
  private typewriter: Typewriter | undefined;
  /** Code units that the typewriter has. */
  private received = 0;
  /** Nobody has seen what came last. */
  private unseen = false;

  constructor(
    private readonly inputs: TypingInputs,
    private readonly target: TypingTarget,
  ) {
    effect(() => {
      const text = inputs.source();
      if (text !== this.text) untracked(() => this.begin(text));
      if (!inputs.inSight()) {
        untracked(() => this.leave());
        return;
      }
      // Each beat looks by itself.
      if (this.typing()) return;
      text.changes();
      untracked(() => this.receive(text));
    });
    inject(DestroyRef).onDestroy(() => this.clock.remove(this.onBeat));
  }

  private begin(text: StreamedText): void {
    // Before the first words there may be no view yet that could be cleared.
    if (this.received > 0) this.target.clear();
    this.text = text;
    this.typewriter = undefined;
    this.received = 0;
    this.setTyping(false);
  }

  private leave(): void {
    this.unseen = true;
    this.setTyping(false);
  }

  private receive(text: StreamedText): void {
    // What comes to a display that stands still, e.g. by a filter, was there before.
    const whole = this.clock.instant || this.unseen || (!this.typewriter && this.clock.paused);
    this.unseen = false;
    const typewriter = this.pull(text, this.clock.now);
    if (whole) typewriter.finish();
    this.show(typewriter);
  }

  /** @returns whether it hurries */
  private advance(now: number, instant: boolean): boolean {
    if (!this.text) return false;
    const typewriter = this.pull(this.text, now);
    if (instant) typewriter.finish();
    else typewriter.advance(now);
    this.show(typewriter);
    return typewriter.hurries;
  }

  /** Gives the typewriter what has arrived. */
  private pull(text: StreamedText, now: number): Typewriter {
    const more = text.since(this.received);
    this.received += more.length;
    this.typewriter ??= new Typewriter(this.inputs.replayed());
    this.typewriter.receive(more, now);
    return this.typewriter;
  }

  /** Shows what is to be seen, and asks for beats as long as there is more. */
  private show(typewriter: Typewriter): void {
    const more = typewriter.take();
    if (more) this.target.append(more);
    this.setTyping(!typewriter.done);
  }

  private setTyping(typing: boolean): void {
    if (typing === untracked(this.typing)) return;
    this.typing.set(typing);
    if (typing) this.clock.add(this.onBeat);
    else this.clock.remove(this.onBeat);
  }
}
