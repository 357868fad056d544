import { inject, type OnDestroy, Pipe, type PipeTransform, signal } from '@angular/core';
import { Typewriter } from './typewriter';
import { TypewriterClock } from './typewriter-clock';

/**
 * Types a growing text out: `{{ text() | typewriter: replayed }}`, where the first `replayed` code units are shown
 * at once. Impure, because what it shows changes with time; reading its signal is what wakes the template.
 */
@Pipe({ name: 'typewriter', pure: false })
export class TypewriterPipe implements PipeTransform, OnDestroy {
  private readonly clock = inject(TypewriterClock);
  private readonly ticks = signal(0);
  private readonly onTick = () => this.advance();
  private typewriter: Typewriter | undefined;
  private typing = false;

  transform(text: string, replayed: number): string {
    this.typewriter ??= new Typewriter(replayed);
    this.typewriter.receive(text);
    if (this.clock.instant) this.typewriter.finish();
    else if (!this.typewriter.done) this.start();
    this.ticks();
    return this.typewriter.shown;
  }

  ngOnDestroy(): void {
    this.stop();
  }

  private advance(): void {
    if (this.clock.instant) this.typewriter?.finish();
    else this.typewriter?.advance();
    if (this.typewriter?.done) this.stop();
    this.ticks.update((ticks) => ticks + 1);
  }

  private start(): void {
    if (this.typing) return;
    this.typing = true;
    this.clock.add(this.onTick);
  }

  private stop(): void {
    this.typing = false;
    this.clock.remove(this.onTick);
  }
}
