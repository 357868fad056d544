import {
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideSendHorizontal } from '@lucide/angular';
import { SessionView } from '../chat/session-view';
import { AmountPipe } from '../shared/format-pipes';
import { LocalizedPipe } from '../shared/localized-pipe';
import { Shortcuts } from '../shared/shortcuts';
import { rewritable, tokensFor } from './rewritable';

/** From how many items on the reader is asked before the model is, because it costs. */
const MANY = 10;

type Target = 'item' | 'category' | 'all';

/** A wish for the item, the category or the whole profile: what it means is written again with it. */
@Component({
  selector: 'app-composer',
  imports: [AmountPipe, LocalizedPipe, LucideSendHorizontal, TranslocoDirective],
  templateUrl: './composer.html',
  styleUrl: './composer.scss',
})
export class Composer {
  protected readonly view = inject(SessionView);
  private readonly wish = viewChild.required<ElementRef<HTMLElement>>('wish');

  /** Id of the category that the reader looks at. */
  readonly category = input<string | null>(null);
  /** The item that the reader has gone to on the board. */
  readonly item = input<{ step: string } | null>(null);

  private readonly items = computed(() => this.view.state().document.items.entries());
  protected readonly itemTitle = computed(() => {
    const step = this.item()?.step;
    return step === undefined ? undefined : this.view.state().document.items.get(step)?.title;
  });
  protected readonly categoryTitle = computed(() => {
    const category = this.category();
    return category === null ? undefined : this.view.state().document.categories.get(category)?.title;
  });
  /** Follows what the reader looks at, until he chooses himself. */
  protected readonly target = linkedSignal<Target>(() =>
    this.categoryTitle() ? 'category' : this.itemTitle() ? 'item' : 'all',
  );
  protected readonly meant = computed(() => {
    const target = this.target();
    const wanted = this.items().filter(([step, { category }]) => {
      if (target === 'item') return step === this.item()?.step;
      return target === 'all' || category === this.category();
    });
    return rewritable(wanted);
  });
  protected readonly tokens = computed(() => tokensFor(this.meant(), this.items()));
  /** Why nothing can be sent; null when it can. */
  protected readonly hindrance = computed<'waits' | 'nothing' | 'locked' | null>(() => {
    if (this.view.run()?.status === 'interrupted') return 'waits';
    if (this.meant().length > 0) return null;
    return this.items().some(([, item]) => item.chosen !== undefined) ? 'locked' : 'nothing';
  });
  protected readonly text = signal('');
  /** The reader is asked whether so many items are meant. */
  protected readonly asks = signal(false);

  constructor() {
    inject(DestroyRef).onDestroy(
      inject(Shortcuts).add({
        key: '/',
        label: 'shortcuts.composer',
        run: () => this.wish().nativeElement.focus(),
      }),
    );
  }

  /** Enter sends; while an input method composes, Enter is its own. */
  protected onEnter(event: Event): void {
    const { isComposing, shiftKey } = event as KeyboardEvent;
    if (isComposing || shiftKey) return;
    event.preventDefault();
    this.send();
  }

  protected send(sure = false): void {
    const instruction = this.text().trim();
    const items = this.meant();
    if (!instruction || items.length === 0 || this.view.busy() || this.hindrance()) return;
    if (items.length > MANY && !sure) {
      this.asks.set(true);
      return;
    }
    this.asks.set(false);
    this.text.set('');
    void this.view.revise({ items, action: 'rewrite', instruction });
  }
}
