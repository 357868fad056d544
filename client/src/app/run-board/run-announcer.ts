import { Component, DestroyRef, effect, inject, signal, untracked } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { ENDED_STATUSES, type RunStatus } from '../api/run-state';
import { DisplayPause } from '../chat/display-pause';
import { SessionView } from '../chat/session-view';
import { PortalLanguage } from '../shared/portal-language';
import { Announcements } from './announcements';
import { RunNotification } from './run-notification';

/** Tells of the run where it is not looked at: finished items and the end to screen readers, the end to whoever has asked for it. */
@Component({
  selector: 'app-run-announcer',
  template: `<div class="visually-hidden" aria-live="polite" data-testid="announcer">{{ message() }}</div>`,
  // Below a page as high as the screen, the pixel that it takes would make that page scroll.
  styles: ':host { position: absolute; inset-block-start: 0; }',
})
export class RunAnnouncer {
  private readonly view = inject(SessionView);
  private readonly pause = inject(DisplayPause);
  private readonly language = inject(PortalLanguage);
  private readonly transloco = inject(TranslocoService);
  private readonly notification = inject(RunNotification);
  private readonly announcements = new Announcements((names) => this.speak(names));
  protected readonly message = signal('');

  /** Attempts that were finished when this was looked at last; null before the first look at a session. */
  private known: ReadonlySet<string> | null = null;
  private session: string | null = null;
  private status: RunStatus | undefined;

  constructor() {
    effect(() => this.look());
    // The page stands still, so it will not say so by itself.
    effect(() => {
      if (this.pause.held.ended()) untracked(() => this.tell(this.transloco.translate('run.pausedEnded')));
    });
    inject(DestroyRef).onDestroy(() => this.announcements.clear());
  }

  private look(): void {
    const state = this.view.state();
    const status = this.view.run()?.status;
    const done = state.document.items
      .entries()
      .filter(([, item]) => item.category !== null && item.status === 'done');
    untracked(() => this.follow(this.view.id(), status, done));
  }

  private follow(
    session: string | null,
    status: RunStatus | undefined,
    done: readonly (readonly [string, { title: { zh: string; en: string }; attempt: number }])[],
  ): void {
    if (session !== this.session) {
      this.session = session;
      this.known = null;
      this.status = undefined;
      this.announcements.clear();
    }
    const now = new Set(done.map(([step, { attempt }]) => `${step}.${attempt}`));
    if (this.known) {
      for (const [step, { title, attempt }] of done) {
        if (!this.known.has(`${step}.${attempt}`)) this.announcements.add(title[this.language.current()]);
      }
    }
    if (status) this.known = now;
    const before = this.status;
    // First of all, so that whatever comes of telling, it is not told again.
    this.status = status;
    if (status && ENDED_STATUSES.includes(status) && before && !ENDED_STATUSES.includes(before)) {
      this.tellEnd(status);
    }
  }

  private tellEnd(status: RunStatus): void {
    this.announcements.clear();
    this.tell(this.transloco.translate(`run.status.${status}`));
  }

  private tell(text: string): void {
    const name = this.view.state().document.session()?.title ?? '';
    this.message.set(`${name} ${text}`);
    this.notification.show(this.view.run()?.id ?? '', name, text);
  }

  private speak(names: readonly string[]): void {
    this.message.set(this.transloco.translate('shell.written', { names: names.join(', '), n: names.length }));
  }
}
