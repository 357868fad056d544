import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  ElementRef,
  inject,
  input,
  model,
  output,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { composes } from '../shared/composes';
import { focusedElement } from '../shared/focused-element';

/** What the reader does to a text: has it written again, or writes himself. */
export type RevisionMode = 'rewrite' | 'edit';

const MAX_CHARACTERS: Record<RevisionMode, number> = { rewrite: 2_000, edit: 20_000 };

/** A field for the wish or the text, and the two ways out of it. */
@Component({
  selector: 'app-revision-form',
  imports: [TranslocoDirective],
  template: `
    <form *transloco="let t" (submit)="send($event)" (keydown.escape)="onEscape($event)">
      <label>
        <span>{{ t('revision.' + mode() + 'Label') }}</span>
        <textarea
          #field
          class="input"
          data-testid="revision-text"
          [rows]="mode() === 'edit' ? 6 : 2"
          [maxLength]="limit[mode()]"
          [placeholder]="mode() === 'rewrite' ? t('revision.rewriteHint') : ''"
          [value]="value()"
          (input)="type(field.value)"
        ></textarea>
      </label>
      <div class="ways">
        <button
          type="submit"
          class="button primary"
          [disabled]="busy() || (mode() === 'edit' && !value().trim())"
        >
          {{ t('revision.' + mode() + 'Send') }}
        </button>
        <button type="button" class="button" (click)="givenUp.emit()">{{ t('revision.cancel') }}</button>
      </div>
    </form>
  `,
  styleUrl: './revision-form.scss',
})
export class RevisionForm {
  readonly mode = input.required<RevisionMode>();
  /** What stands there now. */
  readonly text = input('');
  readonly busy = input(false);
  /** What is typed; null while it is what stood there. Whoever opens the form keeps it, so that nothing is lost with the form. */
  readonly draft = model<string | null>(null);
  /** The wish, which may be empty, or the new text. */
  readonly sent = output<string>();
  /** The reader wants no more of it. */
  readonly givenUp = output<void>();
  /** The reader puts it aside. */
  readonly left = output<void>();

  protected readonly limit = MAX_CHARACTERS;
  private readonly original = computed(() => (this.mode() === 'edit' ? this.text() : ''));
  protected readonly value = computed(() => this.draft() ?? this.original());

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef);
    const document = inject(DOCUMENT);
    const opener = focusedElement(document);
    afterNextRender(() => {
      host.nativeElement.querySelector('textarea')?.focus();
      // With the ways out of it.
      host.nativeElement.scrollIntoView({ block: 'nearest' });
    });
    inject(DestroyRef).onDestroy(() => {
      // The focus was in the form, and went with it.
      if (document.activeElement === document.body && opener instanceof HTMLElement)
        opener.focus({ preventScroll: true });
    });
  }

  protected type(value: string): void {
    this.draft.set(value === this.original() ? null : value);
  }

  /** While an input method composes, Escape is its own. */
  protected onEscape(event: Event): void {
    if (!composes(event)) this.left.emit();
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.sent.emit(this.value().trim());
  }
}
