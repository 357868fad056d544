import { Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { LucideHand, LucideKeyRound } from '@lucide/angular';
import type { ItemState, RunInfo } from '../api/run-state';
import { PortalLanguage } from '../shared/portal-language';
import type { Translate } from '../shared/translate';
import { cellLook } from './cell-look';
import { cellWords } from './cell-words';

/**
 * An item on the board: its state as a shape, and in words for those who hear it. A component of its own, so that of
 * hundreds only the one is worked out again that has changed.
 */
@Component({
  selector: 'app-board-cell',
  imports: [LucideHand, LucideKeyRound],
  template: `
    @if (look().state === 'awaited') {
      <svg lucideHand [size]="15"></svg>
    } @else if (look().sign === 'locked') {
      <svg lucideKeyRound [size]="15"></svg>
    }
  `,
  styleUrl: './board-cell.scss',
  host: {
    role: 'gridcell',
    '[class]': 'look().state',
    '[class.edited]': "look().sign === 'edited'",
    '[class.flagged]': 'look().flagged',
    '[attr.data-cell]': 'step()',
    '[attr.data-status]': 'item().status',
    '[attr.data-look]': 'look().state',
    '[attr.data-sign]': 'look().sign',
    '[attr.aria-label]': 'label()',
  },
})
export class BoardCell {
  private readonly language = inject(PortalLanguage);
  private readonly transloco = inject(TranslocoService);

  readonly step = input.required<string>();
  readonly item = input.required<ItemState>();
  /** See `awaitedStep`. */
  readonly awaited = input<string | null>(null);
  readonly prices = input<RunInfo['prices']>();
  /** In the portal's language; another one for another language. */
  readonly t = input.required<Translate>();

  protected readonly look = computed(() => cellLook(this.step(), this.item(), this.awaited()));
  protected readonly label = computed(() => {
    const language = this.language.current();
    const t = this.t();
    const speech = { t, language, transloco: this.transloco };
    const { spoken } = cellWords(this.look(), this.item(), this.prices(), speech);
    return t('board.cell', { name: this.item().title[language], words: spoken });
  });
}
