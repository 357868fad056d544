import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideX } from '@lucide/angular';
import { AttemptAuthor } from './attempt-author';
import { SessionView } from './session-view';
import { differenceOf } from './text-difference';
import { TextLanguage } from './text-language';

/** Two attempts of an item side by side, with what differs; either can become the item's text. */
@Component({
  selector: 'app-compare-dialog',
  imports: [AttemptAuthor, LucideX, TextLanguage, TranslocoDirective],
  templateUrl: './compare-dialog.html',
  styleUrl: './compare-dialog.scss',
})
export class CompareDialog {
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly view = inject(SessionView);

  readonly step = input.required<string>();
  /** What the item is called. */
  readonly name = input.required<string>();
  readonly locked = input(false);
  readonly closed = output<void>();

  protected readonly attempts = computed(() => this.view.state().attemptsOf(this.step()));
  protected readonly chosen = computed(() => this.view.state().document.items.get(this.step())?.chosen);
  /** Numbers of the attempts that are compared: at first the text that counts, and the one before it. */
  protected readonly right = linkedSignal({
    source: this.step,
    computation: () => untracked(() => this.chosen() ?? this.attempts().at(-1)?.number ?? 1),
  });
  protected readonly left = linkedSignal({
    source: this.step,
    computation: (step) =>
      untracked(() => {
        const right = this.right();
        const other = this.attempts().find(({ number }) => number !== right)?.number;
        return this.view.state().earlierThan(step, right) ?? other ?? right;
      }),
  });
  protected readonly stretches = computed(() =>
    differenceOf(this.textOf(this.left()), this.textOf(this.right())),
  );
  protected readonly alike = computed(() => this.stretches().every(({ kind }) => kind === 'same'));
  protected readonly sides = [
    { side: 'left', number: this.left, hidden: 'added' },
    { side: 'right', number: this.right, hidden: 'removed' },
  ] as const;

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  /** Whether it could be the item's text, and is not. */
  protected restorable(number: number): boolean {
    const attempt = this.attempts().find((each) => each.number === number);
    const ended = attempt?.answer.status();
    return number !== this.chosen() && !this.locked() && (ended === 'complete' || ended === 'cut');
  }

  protected restore(attempt: number): void {
    this.dialog().nativeElement.close();
    void this.view.revise({ items: [this.step()], action: 'restore', attempt });
  }

  private textOf(number: number): string {
    return (
      this.attempts()
        .find((attempt) => attempt.number === number)
        ?.answer.text() ?? ''
    );
  }
}
