import { Component, DestroyRef, ElementRef, inject, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  LucideCopyPlus,
  LucideHistory,
  LucidePencil,
  LucidePlus,
  LucideTrash2,
  LucideX,
} from '@lucide/angular';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import type { SessionSummary } from '../api/types';
import { composes } from '../shared/composes';
import { AmountPipe, DurationPipe, MoneyPipe } from '../shared/format-pipes';
import { PortalLanguage } from '../shared/portal-language';
import { Shortcuts } from '../shared/shortcuts';
import { Skeleton } from '../shared/skeleton';
import { LastSession } from './last-session';
import { SessionList } from './session-list';

/** Between the reader's last key and the question, ms. */
const PAUSE_MS = 250;

/** The sessions, in a drawer: found, opened, renamed, deleted, or taken as a template for the next one. */
@Component({
  selector: 'app-session-drawer',
  imports: [
    AmountPipe,
    DurationPipe,
    LucideCopyPlus,
    LucideHistory,
    LucidePencil,
    LucidePlus,
    LucideTrash2,
    LucideX,
    MoneyPipe,
    ProblemTextPipe,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './session-drawer.html',
  styleUrl: './session-drawer.scss',
})
export class SessionDrawer {
  private readonly language = inject(PortalLanguage);
  private readonly router = inject(Router);
  protected readonly lastSession = inject(LastSession);
  protected readonly list = inject(SessionList);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('drawer');
  private typing?: ReturnType<typeof setTimeout>;

  /** The session whose name is being changed, or which is about to be deleted. */
  protected readonly changing = signal<{ id: string; what: 'rename' | 'delete' } | null>(null);
  protected readonly problem = signal<ApiProblem | null>(null);

  constructor() {
    inject(DestroyRef).onDestroy(
      inject(Shortcuts).add({ key: 'h', label: 'shortcuts.history', run: () => this.open() }),
    );
  }

  protected open(): void {
    this.changing.set(null);
    this.problem.set(null);
    void this.list.search();
    this.dialog().nativeElement.showModal();
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  protected search(words: string): void {
    this.list.words.set(words);
    clearTimeout(this.typing);
    this.typing = setTimeout(() => void this.list.search(), PAUSE_MS);
  }

  protected isChanging({ id }: SessionSummary, what: 'rename' | 'delete'): boolean {
    const changing = this.changing();
    return changing?.id === id && changing.what === what;
  }

  /** While an input method composes, Escape is its own and takes no name away. */
  protected onEscape(event: Event): void {
    if (!composes(event)) this.changing.set(null);
  }

  protected async rename(event: Event, { id }: SessionSummary, title: string): Promise<void> {
    event.preventDefault();
    await this.attempt(() => this.list.rename(id, title.trim()));
  }

  protected async remove({ id }: SessionSummary): Promise<void> {
    await this.attempt(() => this.list.remove(id));
    if (this.problem() === null && this.lastSession.id() === id) {
      this.lastSession.forget();
      await this.router.navigate(['/']);
    }
  }

  /** The form begins with what this session was asked for. */
  protected async takeAsTemplate({ run_id }: SessionSummary): Promise<void> {
    this.close();
    const last = this.lastSession.id();
    this.lastSession.forget();
    const went = await this.router.navigate(['/'], { queryParams: { template: run_id } });
    // Who has words that are not sent may have stayed.
    if (!went && last) this.lastSession.remember(last);
  }

  protected when(time: string): string {
    return new Date(time).toLocaleString(this.language.current(), {
      dateStyle: 'medium',
      timeStyle: 'short',
      hour12: false,
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    try {
      await work();
      this.changing.set(null);
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    }
  }
}
