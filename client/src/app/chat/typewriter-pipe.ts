import { inject, type OnDestroy, Pipe, type PipeTransform, signal } from '@angular/core';
import { Typewriter } from './typewriter';
import { TypewriterClock } from './typewriter-clock';

/**
 * Types a growing text out: `{{ text() | typewriter: replayed : inSight() }}`, where the first `replayed` code units
 * are shown at once, and all of them where nobody sees it. Impure, because what it shows changes with time; reading its
 * signal is what wakes the template.
 */
@Pipe({ name: 'typewriter', pure: false })
export class TypewriterPipe implements PipeTransform, OnDestroy {
  private readonly clock = inject(TypewriterClock);
  private readonly frames = signal(0);
  private readonly onFrame = () => this.advance();
  private typewriter: Typewriter | undefined;
  private typing = false;

  transform(text: string, replayed: number, inSight = true): string {
    // What comes to a display that stands still, e.g. by a filter, was there before.
    const whole = this.clock.instant || !inSight || (!this.typewriter && this.clock.paused);
    this.typewriter ??= new Typewriter(replayed);
    this.typewriter.receive(text, this.clock.now);
    if (whole) this.typewriter.finish();
    if (!this.typewriter.done) this.start();
    this.frames();
    return this.typewriter.shown;
  }

  ngOnDestroy(): void {
    this.stop();
  }

  private advance(): void {
    if (this.clock.instant) this.typewriter?.finish();
    else this.typewriter?.advance(this.clock.now);
    if (this.typewriter?.done) this.stop();
    this.frames.update((frames) => frames + 1);
  }

  private start(): void {
    if (this.typing) return;
    this.typing = true;
    this.clock.add(this.onFrame);
  }

  private stop(): void {
    this.typing = false;
    this.clock.remove(this.onFrame);
  }
}
