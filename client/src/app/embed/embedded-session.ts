import { Component, computed, effect, inject, untracked, ViewEncapsulation } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProblemTextPipe } from '../api/problem-text';
import { DisplayPause } from '../chat/display-pause';
import { MessageList } from '../chat/message-list';
import { SessionView } from '../chat/session-view';
import { Composer } from '../run-board/composer';
import { PauseNote } from '../run-board/pause-note';
import { PauseToggle } from '../run-board/pause-toggle';
import { PhaseRail } from '../run-board/phase-rail';
import { RunAnnouncer } from '../run-board/run-announcer';
import { RunHead } from '../run-board/run-head';
import { EmbedHost } from './embed-host';
import { Notices } from './quiet-services';
import { SessionEvents, type SessionPicture } from './session-events';

/** The inside of the custom element: who is being written, how far it is, stop, pause, the live record, and a word about it. */
@Component({
  selector: 'app-embedded-session',
  imports: [
    Composer,
    MessageList,
    PauseNote,
    PauseToggle,
    PhaseRail,
    ProblemTextPipe,
    RunAnnouncer,
    RunHead,
    TranslocoDirective,
  ],
  template: `
    <section *transloco="let t" class="frame" [attr.aria-label]="t('embed.label')">
      @if (view.id()) {
        <header class="top">
          <app-run-head />
          <div class="line">
            <app-phase-rail />
            <app-pause-note />
            <app-pause-toggle />
          </div>
        </header>
        @if (trouble(); as trouble) {
          <p class="trouble" role="status" data-testid="embed-connection">{{ t(trouble) }}</p>
        }
        @if (view.problem(); as problem) {
          <p class="problem" role="alert">
            {{ problem | problemText }}
          </p>
        }
        <app-message-list />
        <app-composer />
      } @else {
        <p class="empty">{{ t('embed.noSession') }}</p>
      }
      <app-run-announcer />
      <p class="notice" role="status" [class.shown]="notices.text()">{{ notices.text() }}</p>
    </section>
  `,
  styleUrl: './embedded-session.scss',
  // It stands in a shadow root, where these are the styles of everything.
  encapsulation: ViewEncapsulation.None,
  host: {
    class: 'zzzero-embedded',
    '[attr.lang]': "host.language() === 'zh' ? 'zh-Hans' : 'en'",
    '[attr.data-paused]': "pause.paused() ? '' : null",
    '[attr.data-theme]': "host.theme() === 'auto' ? null : host.theme()",
  },
})
export class EmbeddedSession {
  protected readonly host = inject(EmbedHost);
  protected readonly view = inject(SessionView);
  protected readonly pause = inject(DisplayPause);
  protected readonly notices = inject(Notices);
  private readonly events = new SessionEvents();

  /** What keeps the record from growing, if it is worth a word. */
  protected readonly trouble = computed(() => {
    const { database } = this.view.connection();
    if (database) return `connection.database.${database}`;
    const status = this.view.stream.status();
    return status === 'reconnecting' || status === 'offline' || status === 'missing'
      ? `connection.state.${status}`
      : null;
  });

  private readonly picture = computed<SessionPicture>(() => {
    const state = this.view.state();
    const run = this.view.run();
    const language = this.host.language();
    const fault = state.fault();
    return {
      sessionId: this.view.id(),
      run: run ? { id: run.id, status: this.view.stopping() ? 'stopping' : run.status } : undefined,
      items: [...state.document.items.entries()]
        .filter(([, { category }]) => category !== null)
        .map(([step, { attempt, status, title }]) => ({
          step,
          attempt,
          done: status === 'done',
          title: title[language],
          text: () => state.chosen(step)?.answer.text() ?? '',
        })),
      problem: this.view.problem() ?? (run?.status === 'failed' ? fault : null),
    };
  });

  constructor() {
    effect(() => {
      const session = this.host.sessionId();
      untracked(() => (session ? void this.view.open(session) : this.view.close()));
    });
    effect(() => {
      const picture = this.picture();
      untracked(() => this.events.look(picture).forEach((event) => this.host.tell(event)));
    });
  }
}
