import {
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  untracked,
  ViewEncapsulation,
} from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { MarkdownBlocks } from './markdown-blocks';
import { MarkdownEngine } from './markdown-engine';
import { MarkupDom } from './markup-dom';
import { plainBlocks } from './plain-blocks';
import { TextGrowth } from './text-growth';

/**
 * A text of a model, shown as the Markdown that it is. While it grows, only its last block changes: what stands above
 * is never touched again. What a model writes is not trusted: it becomes elements of a short list, links to web and
 * mail, and nothing that is fetched. Not for texts that are compared or copied: those stay source.
 */
@Component({
  selector: 'app-markdown',
  template: '',
  styleUrl: './markdown.scss',
  // Its elements are made by hand, so no component's attribute is on them.
  encapsulation: ViewEncapsulation.None,
  host: { '[class.open]': 'open()' },
})
export class Markdown {
  private readonly engine = inject(MarkdownEngine);
  private readonly transloco = inject(TranslocoService);
  private readonly dom = new MarkupDom(
    inject<ElementRef<HTMLElement>>(ElementRef).nativeElement,
    inject(TextGrowth),
    () => this.transloco.translate('markdown.table'),
  );

  /** The source, all of it that has been written so far; null where it comes by `append`. */
  readonly text = input<string | null>(null);
  /** More is to come. A caret stands at its end. */
  readonly open = input(false);
  /** Level of its first heading, 3 to 6: one below the heading that it stands under. */
  readonly heading = input(3);

  private readonly blocks = computed(() => {
    const parser = this.engine.parser();
    const heading = this.heading();
    return new MarkdownBlocks(
      parser ? (source, growing) => parser.parse(source, growing, heading) : plainBlocks,
    );
  });

  private shown = '';
  /** What has worked out `shown`. */
  private shownBy: MarkdownBlocks | undefined;

  constructor() {
    effect(() => {
      this.blocks();
      this.open();
      const text = this.text() ?? this.shown;
      untracked(() => this.show(text));
    });
  }

  /** Shows more of a source that changes with the beats of the page, past change detection. */
  append(more: string): void {
    const blocks = untracked(this.blocks);
    // The parser has arrived meanwhile; the effect that says so comes later.
    if (blocks !== this.shownBy) {
      this.show(this.shown + more);
      return;
    }
    this.shown += more;
    this.dom.show(blocks.append(more, untracked(this.open)));
  }

  clear(): void {
    this.show('');
  }

  private show(text: string): void {
    const blocks = untracked(this.blocks);
    const goesOn = blocks === this.shownBy && text.startsWith(this.shown);
    const more = goesOn ? text.slice(this.shown.length) : text;
    if (!goesOn) blocks.restart();
    this.shownBy = blocks;
    this.shown = text;
    this.dom.show(blocks.append(more, untracked(this.open)));
  }
}
