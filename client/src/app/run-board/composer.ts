import {
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  linkedSignal,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideSendHorizontal } from '@lucide/angular';
import { SessionView } from '../chat/session-view';
import { composes } from '../shared/composes';
import { AmountPipe } from '../shared/format-pipes';
import { LocalizedPipe } from '../shared/localized-pipe';
import { Shortcuts } from '../shared/shortcuts';
import { askBeforeLosing } from '../shared/unsaved-changes';
import { lockedOf, rewritable, tokensFor } from './rewritable';

/** From how many items on the reader is asked before the model is, because it costs. */
const MANY = 10;

type Target = 'item' | 'category' | 'all';

/** What the reader looks at, by id; null for what is not there. */
interface Scope {
  session: string | null;
  category: string | null;
  item: string | null;
}

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
  /** Ids, not titles: each run brings a document of its own, with titles that are new objects. */
  private readonly scope = computed<Scope>(
    () => ({
      session: this.view.id(),
      category: this.categoryTitle() ? this.category() : null,
      item: this.itemTitle() ? (this.item()?.step ?? null) : null,
    }),
    { equal: (a, b) => a.session === b.session && a.category === b.category && a.item === b.item },
  );
  /** Follows what the reader looks at, until he chooses himself. */
  protected readonly target = linkedSignal<Scope, Target>({
    source: this.scope,
    computation: ({ category, item }) => (category ? 'category' : item ? 'item' : 'all'),
  });
  private readonly wanted = computed(() => {
    const target = this.target();
    return this.items().filter(([step, { category }]) => {
      if (target === 'item') return step === this.item()?.step;
      return target === 'all' || category === this.category();
    });
  });
  protected readonly meant = computed(() => rewritable(this.wanted()));
  /** How many are left out. */
  protected readonly locked = computed(() => lockedOf(this.wanted()));
  protected readonly tokens = computed(() => tokensFor(this.meant(), this.items()));
  /** Why nothing can be sent; null when it can. */
  protected readonly hindrance = computed<'waits' | 'nothing' | 'locked' | null>(() => {
    if (this.view.run()?.status === 'interrupted') return 'waits';
    if (this.meant().length > 0) return null;
    return this.items().some(([, item]) => item.chosen !== undefined) ? 'locked' : 'nothing';
  });
  protected readonly text = linkedSignal({ source: this.view.id, computation: () => '' });
  /** The reader is asked whether so many items are meant; another target is another question. */
  protected readonly asks = linkedSignal({
    source: () => ({ scope: this.scope(), target: this.target() }),
    computation: () => false,
  });

  constructor() {
    askBeforeLosing(() => this.text().trim() !== '');
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
    if (composes(event) || (event as KeyboardEvent).shiftKey) return;
    event.preventDefault();
    void this.send();
  }

  /** The question is put aside; while an input method composes, Escape is its own. */
  protected onEscape(event: Event): void {
    if (!composes(event)) this.asks.set(false);
  }

  protected async send(sure = false): Promise<void> {
    const wish = this.text();
    const instruction = wish.trim();
    const items = this.meant();
    if (!instruction || items.length === 0 || this.view.busy() || this.hindrance()) return;
    if (items.length > MANY && !sure) {
      this.asks.set(true);
      return;
    }
    const session = this.view.id();
    this.asks.set(false);
    this.text.set('');
    const sent = await this.view.revise({ items, action: 'rewrite', instruction });
    // Refused, it is not lost; what was typed meanwhile is not either.
    if (!sent && this.view.id() === session) this.text.update((text) => text || wish);
  }
}
