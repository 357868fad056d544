import {
  afterRenderEffect,
  Component,
  computed,
  inject,
  input,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideCopy } from '@lucide/angular';
import type { RevealedStep } from '../chat/revealed-step';
import { SessionView } from '../chat/session-view';
import { TextLanguage } from '../chat/text-language';
import { ExportMenu } from '../exports/export-menu';
import { Markdown } from '../markdown/markdown';
import { Clipboard } from '../shared/clipboard';
import { LocalizedPipe } from '../shared/localized-pipe';
import { boardRows } from './board-model';
import { KeepPlace } from './keep-place';
import { profileMarkdown } from './profile-markdown';

/** The profile itself: the accepted texts in the template's order, on plain paper, with an outline beside it. */
@Component({
  selector: 'app-profile-view',
  imports: [ExportMenu, KeepPlace, LocalizedPipe, LucideCopy, Markdown, TextLanguage, TranslocoDirective],
  templateUrl: './profile-view.html',
  styleUrl: './profile-view.scss',
})
export class ProfileView {
  private readonly view = inject(SessionView);
  private readonly clipboard = inject(Clipboard);
  /** Absent until the page's words have come. */
  protected readonly sheet = viewChild(KeepPlace);

  /** Shows only this category. */
  readonly category = input<string | null>(null);
  /** A step to bring into sight. */
  readonly revealed = input<RevealedStep | null>(null);
  /** The reader asks for all categories. */
  readonly widened = output();

  /** What was asked for when this was looked at last; undefined before the first look. */
  private answered: RevealedStep | null | undefined;
  protected readonly session = computed(() => this.view.state().document.session());
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
  protected readonly categoryTitle = computed(() => {
    const category = this.category();
    return category === null ? undefined : this.view.state().document.categories.get(category)?.title;
  });

  constructor() {
    afterRenderEffect(() => {
      const sheet = this.sheet();
      const revealed = this.revealed();
      this.chapters();
      if (sheet) untracked(() => this.look(sheet, revealed));
    });
  }

  /** All chapters, or one of them. */
  protected copy(chapterId?: string): void {
    const { title = '', language = 'zh' } = this.session() ?? {};
    const chapters = this.chapters()
      .filter(({ id }) => chapterId === undefined || id === chapterId)
      .map(({ category, texts }) => ({
        title: category.title[language],
        entries: texts.map(({ item, text }) => ({ title: item.title[language], text })),
      }));
    void this.clipboard.copy(profileMarkdown(chapterId === undefined ? title : null, chapters));
  }

  /** What is asked for is shown once. Who comes back finds his place, whatever was asked for elsewhere. */
  private look(sheet: KeepPlace, revealed: RevealedStep | null): void {
    const returns = this.answered === undefined && sheet.restore();
    if (!returns && revealed && revealed !== this.answered) sheet.toStep(revealed.step);
    this.answered = revealed;
    sheet.hold();
  }
}
