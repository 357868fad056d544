import { Component, DestroyRef, ElementRef, inject, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideKeyboard, LucideX } from '@lucide/angular';
import { Shortcuts } from '../shared/shortcuts';

/** The keys of what is on the page, and the switch that turns them off. */
@Component({
  selector: 'app-shortcut-sheet',
  imports: [LucideKeyboard, LucideX, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <button
        type="button"
        class="button quiet icon wide"
        data-testid="shortcuts"
        aria-haspopup="dialog"
        [attr.aria-label]="t('shortcuts.title')"
        [title]="t('shortcuts.title')"
        (click)="open()"
      >
        <svg lucideKeyboard></svg>
      </button>
      <dialog #sheet closedby="any" [attr.aria-label]="t('shortcuts.title')">
        <div class="head">
          <h2>{{ t('shortcuts.title') }}</h2>
          <button
            type="button"
            class="button quiet icon"
            [attr.aria-label]="t('shared.close')"
            (click)="sheet.close()"
          >
            <svg lucideX></svg>
          </button>
        </div>
        <dl>
          @for (shortcut of shortcuts.list(); track shortcut.key) {
            <div>
              <dt>
                <kbd>{{ shortcut.key }}</kbd>
              </dt>
              <dd>{{ t(shortcut.label) }}</dd>
            </div>
          }
        </dl>
        <label class="check">
          <input
            #enabled
            type="checkbox"
            [checked]="shortcuts.enabled()"
            (change)="shortcuts.switch(enabled.checked)"
          />
          <span>{{ t('shortcuts.enabled') }}</span>
        </label>
      </dialog>
    </ng-container>
  `,
  styleUrl: './shortcut-sheet.scss',
})
export class ShortcutSheet {
  private readonly sheet = viewChild.required<ElementRef<HTMLDialogElement>>('sheet');
  protected readonly shortcuts = inject(Shortcuts);

  constructor() {
    inject(DestroyRef).onDestroy(
      this.shortcuts.add({ key: '?', label: 'shortcuts.sheet', run: () => this.open() }),
    );
  }

  protected open(): void {
    this.sheet().nativeElement.showModal();
  }
}
