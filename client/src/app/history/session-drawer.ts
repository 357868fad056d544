import { Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideHistory, LucidePlus, LucideX } from '@lucide/angular';
import { Api } from '../api/api';
import { PortalLanguage } from '../shared/portal-language';
import { LastSession } from './last-session';

/** The recent sessions, in a drawer. */
@Component({
  selector: 'app-session-drawer',
  imports: [LucideHistory, LucidePlus, LucideX, RouterLink, TranslocoDirective],
  templateUrl: './session-drawer.html',
  styleUrl: './session-drawer.scss',
})
export class SessionDrawer {
  private readonly api = inject(Api);
  private readonly language = inject(PortalLanguage);
  protected readonly lastSession = inject(LastSession);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('drawer');

  /** How often it was opened; each time asks the server anew. */
  private readonly openings = signal(0);
  protected readonly sessions = rxResource({
    params: () => this.openings() || undefined,
    stream: () => this.api.sessions(),
  });
  protected readonly list = computed(() => (this.sessions.hasValue() ? this.sessions.value() : undefined));

  protected open(): void {
    this.openings.update((count) => count + 1);
    this.dialog().nativeElement.showModal();
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  /** A click on the backdrop is a click on the dialog itself. */
  protected closeOnBackdrop(event: Event): void {
    if (event.target === this.dialog().nativeElement) this.close();
  }

  protected when(time: string): string {
    return new Date(time).toLocaleString(this.language.current(), {
      dateStyle: 'medium',
      timeStyle: 'short',
      hour12: false,
    });
  }
}
