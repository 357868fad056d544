import { Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Collection } from '../api/types';
import { composes } from '../shared/composes';
import { askBeforeLosing, UnsavedChanges } from '../shared/unsaved-changes';

/** What a collection is called, and what is in it. What is typed is asked about before it is lost. */
@Component({
  selector: 'app-rename-form',
  imports: [TranslocoDirective],
  template: `
    <form *transloco="let t" (submit)="send($event)" (keydown.escape)="onEscape($event)">
      <input
        #nameField
        class="input"
        required
        maxlength="100"
        [attr.aria-label]="t('knowledge.name')"
        [value]="name()"
        (input)="typedName.set(nameField.value)"
      />
      <textarea
        #descriptionField
        class="input"
        maxlength="1000"
        [attr.aria-label]="t('knowledge.description')"
        [placeholder]="t('knowledge.description')"
        [value]="description()"
        (input)="typedDescription.set(descriptionField.value)"
      ></textarea>
      <div class="row">
        <button type="submit" class="button primary">{{ t('history.save') }}</button>
        <button type="button" class="button" (click)="left.emit()">{{ t('revision.cancel') }}</button>
      </div>
    </form>
  `,
  styles: `
    :host {
      display: block;
    }

    form {
      display: grid;
      gap: 8px;
    }

    .row {
      display: flex;
      gap: 8px;
    }
  `,
})
export class RenameForm {
  private readonly unsaved = inject(UnsavedChanges);

  readonly collection = input.required<Pick<Collection, 'name' | 'description'>>();
  readonly sent = output<{ name: string; description: string }>();
  readonly left = output<void>();

  /** Null while it is what stood there: the collection is read anew while somebody types. */
  protected readonly typedName = signal<string | null>(null);
  protected readonly typedDescription = signal<string | null>(null);
  protected readonly name = computed(() => this.typedName() ?? this.collection().name);
  protected readonly description = computed(() => this.typedDescription() ?? this.collection().description);
  /** Something else stands there than before. */
  readonly changed = computed(() => {
    const { name, description } = this.collection();
    return this.name() !== name || this.description() !== description;
  });

  constructor() {
    askBeforeLosing(this.changed);
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.sent.emit({ name: this.name().trim(), description: this.description().trim() });
  }

  /** Escape is pressed sooner than a button. While an input method composes, it is its own. */
  protected onEscape(event: Event): void {
    if (composes(event) || (this.changed() && !this.unsaved.mayLeave())) return;
    this.left.emit();
  }
}
