import { Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideCopy } from '@lucide/angular';
import { firstTokenMs } from '../chat/first-token';
import { SessionView } from '../chat/session-view';
import { Clipboard } from '../shared/clipboard';
import { Clock } from '../shared/clock';
import { NetworkHelp } from './network-help';

/** How the page is connected; the facts behind it, for support, in a panel of its own. */
@Component({
  selector: 'app-connection-chip',
  imports: [LucideCopy, NetworkHelp, TranslocoDirective],
  templateUrl: './connection-chip.html',
  styleUrl: './connection-chip.scss',
  host: { '(keydown.escape)': 'onEscape($event)', '(document:click)': 'closeOutside($event)' },
})
export class ConnectionChip {
  protected readonly view = inject(SessionView);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly button = viewChild<ElementRef<HTMLElement>>('button');
  private readonly clipboard = inject(Clipboard);
  private readonly clock = inject(Clock);

  protected readonly open = signal(false);
  /** The word on the chip: long-poll is worth one, the stream is not. */
  protected readonly state = computed(() => {
    const status = this.view.stream.status();
    return status === 'live' && this.view.connection().transport === 'long-poll' ? 'polling' : status;
  });
  /** What stands between the page and the server, if it is worth a word. */
  protected readonly finding = computed(() => {
    const { finding } = this.view.connection();
    return finding === 'streams' ? null : finding;
  });
  protected readonly rate = computed(() => {
    this.clock.now();
    return this.view.rate.perSecond();
  });
  protected readonly firstToken = computed(() => firstTokenMs(this.view.state()));

  protected copy(): void {
    const facts = {
      session: this.view.id(),
      run: this.view.run()?.id,
      ...this.view.connection(),
      status: this.view.stream.status(),
      role: this.view.tabRole(),
      sequence: this.view.stream.cursor(),
      tokensPerSecond: this.rate(),
      firstTokenMs: this.firstToken(),
      at: new Date().toISOString(),
    };
    void this.clipboard.copy(JSON.stringify(facts, null, 2));
  }

  /** The sheet about the network is a dialog of its own in the panel: Escape in it is meant for it alone. */
  protected onEscape({ target }: Event): void {
    if ((target as HTMLElement).closest('dialog')) return;
    this.open.set(false);
    if (this.host.nativeElement.contains(document.activeElement)) this.button()?.nativeElement.focus();
  }

  protected closeOutside(event: Event): void {
    if (!(event.target as HTMLElement).closest('app-connection-chip')) this.open.set(false);
  }
}
