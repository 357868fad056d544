import { Component, computed, ElementRef, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { SessionView } from '../chat/session-view';
import { ExportMenu } from '../exports/export-menu';
import { Markdown } from '../markdown/markdown';
import { LocalizedPipe } from '../shared/localized-pipe';
import { boardRows } from './board-model';

/** The profile itself: the accepted texts in the template's order, on plain paper, with an outline beside it. */
@Component({
  selector: 'app-profile-view',
  imports: [ExportMenu, LocalizedPipe, Markdown, TranslocoDirective],
  templateUrl: './profile-view.html',
  styleUrl: './profile-view.scss',
})
export class ProfileView {
  private readonly view = inject(SessionView);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  /** Shows only this category. */
  readonly category = input<string | null>(null);

  protected readonly session = computed(() => this.view.state().document.session());
  protected readonly textLanguage = computed(() => (this.session()?.language === 'en' ? 'en' : 'zh-Hans'));
  protected readonly chapters = computed(() =>
    boardRows(this.view.state().document)
      .filter(({ id }) => this.category() === null || this.category() === id)
      .map((row) => ({
        ...row,
        texts: row.cells.flatMap(({ step, item }) => {
          const attempt = this.view.state().chosen(step);
          return attempt ? [{ step, item, text: attempt.answer.text() }] : [];
        }),
      })),
  );

  protected readonly hasTexts = computed(() => this.chapters().some(({ texts }) => texts.length > 0));

  protected goTo(id: string): void {
    this.host.nativeElement.querySelector(`#chapter-${CSS.escape(id)}`)?.scrollIntoView({ block: 'start' });
  }
}
