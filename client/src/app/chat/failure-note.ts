import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { LucideTriangleAlert } from '@lucide/angular';
import { ProblemTextPipe } from '../api/problem-text';
import type { Fault } from '../api/run-state';
import { PortalLanguage } from '../shared/portal-language';
import { Note } from './note';

/** A failure in red: what happened, what to do about it, and the code for support. */
@Component({
  selector: 'app-failure-note',
  imports: [Note, ProblemTextPipe, TranslocoDirective],
  template: `
    <article *transloco="let t" data-testid="error-message" [attr.data-code]="fault().code">
      <app-note kind="error" [icon]="icon" [label]="title()">
        <ng-container noteHead>
          <span class="spacer"></span>
          <code>{{ fault().code }}</code>
        </ng-container>
        <p>{{ fault() | problemText }}</p>
        @if (remedy(); as remedy) {
          <p class="remedy">
            <strong>{{ t('chat.remedy') }}</strong> {{ remedy }}
          </p>
        }
        <ng-content />
      </app-note>
    </article>
  `,
  styles: `
    .spacer {
      flex: 1;
    }
    code {
      color: var(--ink-soft);
      font-size: var(--text-12);
    }
    p {
      overflow-wrap: anywhere;
    }
    .remedy {
      padding-top: 4px;
    }
  `,
})
export class FailureNote {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(PortalLanguage);

  readonly fault = input.required<Fault>();
  readonly title = input.required<string>();

  protected readonly icon = LucideTriangleAlert;
  /** The portal's own words where it knows the code: they speak the reader's language. */
  protected readonly remedy = computed(() => {
    const remedies = this.transloco.translateObject('remedies', {}, this.language.current()) as Record<
      string,
      string
    >;
    return remedies[this.fault().code];
  });
}
