import { Component, computed, ElementRef, inject, input, signal } from '@angular/core';
import { KeyValueStore } from './key-value-store';

const DEFAULT_PERCENT = 30;
const MIN_PERCENT = 18;
const MAX_PERCENT = 60;
const STEP = 2;

/**
 * Two panes with a divider between them: it drags, moves with the arrow keys, and a double click (or Enter) resets
 * it to 30/70. The first pane's width is remembered.
 */
@Component({
  selector: 'app-split-pane',
  template: `
    <div class="first"><ng-content select="[first]" /></div>
    @if (!folded()) {
      <div
        class="divider"
        role="separator"
        tabindex="0"
        aria-orientation="vertical"
        [attr.aria-label]="dividerLabel()"
        [attr.aria-valuenow]="percent()"
        [attr.aria-valuemin]="min"
        [attr.aria-valuemax]="max"
        (pointerdown)="grab($event)"
        (pointermove)="drag($event)"
        (dblclick)="move(reset)"
        (keydown)="onKey($event)"
      ></div>
    }
    <div class="second"><ng-content select="[second]" /></div>
  `,
  styleUrl: './split-pane.scss',
  host: { '[style.--first]': 'width()', '[class.folded]': 'folded()' },
})
export class SplitPane {
  private readonly store = inject(KeyValueStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly dividerLabel = input.required<string>();
  /** The first pane shows only its rail. */
  readonly folded = input(false);

  protected readonly min = MIN_PERCENT;
  protected readonly max = MAX_PERCENT;
  protected readonly reset = DEFAULT_PERCENT;
  protected readonly percent = signal(asPercent(this.store.read('split')));
  protected readonly width = computed(() => `${this.percent()}%`);

  protected grab(event: PointerEvent): void {
    (event.target as HTMLElement).setPointerCapture(event.pointerId);
  }

  protected drag(event: PointerEvent): void {
    if (!(event.target as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const { left, width } = this.host.nativeElement.getBoundingClientRect();
    this.move(Math.round(((event.clientX - left) / width) * 100));
  }

  protected onKey(event: KeyboardEvent): void {
    const moves: Record<string, number> = {
      ArrowLeft: this.percent() - STEP,
      ArrowRight: this.percent() + STEP,
      Home: MIN_PERCENT,
      End: MAX_PERCENT,
      Enter: DEFAULT_PERCENT,
    };
    const target = moves[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.move(target);
  }

  protected move(percent: number): void {
    this.percent.set(Math.min(MAX_PERCENT, Math.max(MIN_PERCENT, percent)));
    this.store.write('split', this.percent());
  }
}

function asPercent(value: unknown): number {
  return typeof value === 'number' && value >= MIN_PERCENT && value <= MAX_PERCENT ? value : DEFAULT_PERCENT;
}
