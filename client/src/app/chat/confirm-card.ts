import { Component, input, model, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideCircleHelp } from '@lucide/angular';
import { FactsEditor } from './facts-editor';
import { Note } from './note';

/** The facts before the items are written with them: they are changed or left, then the run goes on or is abandoned. */
@Component({
  selector: 'app-confirm-card',
  imports: [FactsEditor, Note, TranslocoDirective],
  template: `
    <article *transloco="let t" data-testid="confirm">
      <app-note kind="system" [icon]="icon" [label]="t('confirm.title')">
        <p class="hint">{{ t('confirm.hint') }}</p>
        <app-facts-editor
          [text]="text()"
          [(changes)]="changes"
          [busy]="busy()"
          [words]="words"
          (sent)="confirmed.emit($event)"
          (left)="abandoned.emit()"
        />
      </app-note>
    </article>
  `,
  styles: `
    .hint {
      max-width: 42em;
      padding-block: 2px 8px;
      font-size: var(--text-14);
    }
    app-facts-editor {
      background: var(--system-ground);
    }
  `,
})
export class ConfirmCard {
  /** JSON text of the facts. */
  readonly text = input.required<string>();
  readonly busy = input(false);
  /** What is changed and not sent, by key. */
  readonly changes = model<Readonly<Record<string, string>>>({});
  /** The facts as JSON text; undefined when nothing was changed. */
  readonly confirmed = output<string | undefined>();
  readonly abandoned = output<void>();

  protected readonly icon = LucideCircleHelp;
  protected readonly words = {
    send: 'confirm.send',
    sendChanged: 'confirm.sendChanged',
    leave: 'confirm.abandon',
  };
}
