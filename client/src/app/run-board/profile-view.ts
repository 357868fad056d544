import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideCopy } from '@lucide/angular';
import { SessionView } from '../chat/session-view';
import { ExportMenu } from '../exports/export-menu';
import { Markdown } from '../markdown/markdown';
import { Clipboard } from '../shared/clipboard';
import { LocalizedPipe } from '../shared/localized-pipe';
import { boardRows } from './board-model';
import { profileMarkdown } from './profile-markdown';

/** The profile itself: the accepted texts in the template's order, on plain paper, with an outline beside it. */
@Component({
  selector: 'app-profile-view',
  imports: [ExportMenu, LocalizedPipe, LucideCopy, Markdown, TranslocoDirective],
  templateUrl: './profile-view.html',
  styleUrl: './profile-view.scss',
})
export class ProfileView {
  private readonly view = inject(SessionView);
  private readonly clipboard = inject(Clipboard);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  /** Shows only this category. */
  readonly category = input<string | null>(null);
  /** A step to bring into sight. */
  readonly revealed = input<{ step: string } | null>(null);

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

  constructor() {
    effect(() => {
      const revealed = this.revealed();
      if (revealed) afterNextRender(() => this.reveal(revealed.step), { injector: this.injector });
    });
  }

  protected goTo(id: string): void {
    this.host.nativeElement.querySelector(`#chapter-${CSS.escape(id)}`)?.scrollIntoView({ block: 'start' });
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

  private reveal(step: string): void {
    const entry = this.host.nativeElement.querySelector(`[data-step="${CSS.escape(step)}"]`);
    entry?.scrollIntoView({ block: 'center', behavior: 'instant' });
  }
}
