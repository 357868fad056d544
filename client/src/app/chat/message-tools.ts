import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  LucideColumns2,
  LucideCopy,
  LucideInfo,
  LucideLock,
  LucideLockOpen,
  LucidePencil,
  LucideRefreshCw,
} from '@lucide/angular';
import type { ItemState } from '../api/run-state';
import { Clipboard } from '../shared/clipboard';
import type { Attempt } from './attempt';
import { MessageMemory } from './message-memory';
import type { RevisionMode } from './revision-form';
import { SessionView } from './session-view';

/** What can be done to the text of a message: copy, rewrite, edit, lock, compare, ask where it comes from. */
@Component({
  selector: 'app-message-tools',
  imports: [
    LucideColumns2,
    LucideCopy,
    LucideInfo,
    LucideLock,
    LucideLockOpen,
    LucidePencil,
    LucideRefreshCw,
    TranslocoDirective,
  ],
  templateUrl: './message-tools.html',
  styleUrl: './message-tools.scss',
})
export class MessageTools {
  readonly attempt = input.required<Attempt>();
  readonly item = input<ItemState>();
  /** Its text is the item's. */
  readonly chosen = input(false);
  /** Its text is the facts, which are edited one by one. */
  readonly facts = input(false);

  protected readonly clipboard = inject(Clipboard);
  protected readonly view = inject(SessionView);
  private readonly memory = inject(MessageMemory);
  protected readonly reading = computed(() => this.memory.of(this.attempt()));

  protected readonly ofItem = computed(() => Boolean(this.item()?.category));
  protected readonly locked = computed(() => this.item()?.locked ?? false);
  protected readonly lockable = computed(() => this.chosen() && this.ofItem());
  protected readonly rewritable = computed(() => this.lockable() && !this.locked());
  protected readonly editable = computed(
    () => this.chosen() && (this.ofItem() || this.facts()) && !this.locked(),
  );
  /** Another attempt that it can be held against. */
  protected readonly hasEarlier = computed(
    () => this.view.state().earlierThan(this.attempt().step, this.attempt().number) !== undefined,
  );

  protected toggle(mode: RevisionMode): void {
    this.reading().revising.update((now) => (now === mode ? null : mode));
  }
}
