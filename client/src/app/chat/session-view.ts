import { computed, inject, type OnDestroy, Service, signal, type WritableSignal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Api } from '../api/api';
import { ApiProblem } from '../api/api-problem';
import type { RunStatus } from '../api/run-state';
import type { ContinueRequest, RevisionRequest } from '../api/types';
import { FrameInbox } from '../stream/frame-inbox';
import { PortalFeed } from '../stream/portal-feed';
import { SessionStream } from '../stream/session-stream';
import { ArrivalRate } from './arrival-rate';
import { DisplayPause } from './display-pause';
import { SessionState } from './session-state';
import { toStreamEvent } from './stream-event';

const ACTIVE: readonly RunStatus[] = ['queued', 'running', 'stopping'];

/** The session that a page shows: its state, the stream that feeds it, and what can be done to its run. */
@Service()
export class SessionView implements OnDestroy {
  private readonly api = inject(Api);
  private readonly pause = inject(DisplayPause);
  private readonly stateSignal = signal(new SessionState());
  private readonly idSignal = signal<string | null>(null);
  private readonly problemSignal = signal<ApiProblem | null>(null);
  private readonly busySignal = signal(false);
  private readonly askingToStop = signal(false);
  /** Id of the run whose stop the server has accepted. */
  private readonly askedToStop = signal<string | null>(null);

  private readonly inbox = new FrameInbox<unknown>((event) => this.receive(event));
  readonly stream = new SessionStream(
    inject(PortalFeed).feed,
    {
      readEvents: (session, after) => firstValueFrom(this.api.events(session, after)),
      schedule: (ms, then) => {
        const timer = setTimeout(then, ms);
        return { cancel: () => clearTimeout(timer) };
      },
    },
    (event) => this.inbox.add(event),
  );
  /** How the browser is connected, for all its tabs. */
  readonly connection = this.stream.feed.state;
  readonly tabRole = this.stream.feed.role;
  readonly rate = new ArrivalRate();
  readonly state = this.stateSignal.asReadonly();
  readonly id = this.idSignal.asReadonly();
  /** Why the session could not be loaded, or what a command answered. */
  readonly problem = this.problemSignal.asReadonly();
  /** A command other than the run's stop is on its way; it keeps nobody from stopping. */
  readonly busy = this.busySignal.asReadonly();
  readonly run = computed(() => this.state().document.run());
  /** Whether a run is going on. */
  readonly active = computed(() => ACTIVE.includes(this.run()?.status ?? 'finished'));
  /** From the reader's stop to the end of the run. */
  readonly stopping = computed(
    () =>
      this.active() &&
      (this.askingToStop() || this.askedToStop() === this.run()?.id || this.run()?.status === 'stopping'),
  );

  ngOnDestroy(): void {
    this.inbox.clear();
    this.stream.close();
  }

  /** Shows the session as it stands and follows it. */
  async open(sessionId: string): Promise<void> {
    this.close();
    this.idSignal.set(sessionId);
    try {
      const snapshot = await firstValueFrom(this.api.snapshot(sessionId));
      if (this.id() !== sessionId) return;
      const state = new SessionState();
      state.restore(snapshot);
      if (snapshot.messages.length === 0) this.rate.begin();
      this.stateSignal.set(state);
      this.stream.follow(sessionId, snapshot.seq);
    } catch (error) {
      if (this.id() === sessionId) this.problemSignal.set(ApiProblem.from(error));
    }
  }

  /** Shows nothing. */
  close(): void {
    this.pause.end();
    this.stream.close();
    this.inbox.clear();
    this.rate.reset();
    this.idSignal.set(null);
    this.problemSignal.set(null);
    this.stateSignal.set(new SessionState());
  }

  /** Lets the display stand still while the run goes on. */
  pauseDisplay(): void {
    if (this.active()) this.pause.begin();
  }

  /** Shows at once what has arrived meanwhile. */
  resumeDisplay(): void {
    this.inbox.flush();
    for (const event of this.pause.end()) this.state().apply(event);
  }

  async stop(): Promise<void> {
    await this.command(this.askingToStop, async (runId) => {
      await firstValueFrom(this.api.stopRun(runId));
      this.askedToStop.set(runId);
    });
  }

  /** Leaves one item unfinished; the others go on. */
  async stopItem(step: string): Promise<void> {
    await this.command(this.busySignal, (runId) => firstValueFrom(this.api.stopItem(runId, step)));
  }

  /** Lets a run go on that waits to be confirmed, with what it has written or with something else. */
  async resume(text?: string): Promise<void> {
    const session = this.id();
    await this.command(this.busySignal, async (runId) => {
      await firstValueFrom(this.api.resumeRun(runId, text));
      if (this.id() === session) this.stream.resume();
    });
  }

  /** Has items written again, edits, restores or locks them; in the active run, else in a run of its own. */
  async revise(revision: RevisionRequest): Promise<void> {
    const session = this.id();
    await this.command(this.busySignal, async (runId) => {
      const { run_id } = await firstValueFrom(this.api.reviseItems(runId, revision));
      if (this.id() === session && run_id !== runId) this.stream.resume();
    });
  }

  /** Writes what is missing; the new run belongs to the same session. */
  async continue(changes: ContinueRequest = {}): Promise<void> {
    const session = this.id();
    await this.command(this.busySignal, async (runId) => {
      await firstValueFrom(this.api.continueRun(runId, changes));
      if (this.id() === session) this.stream.resume();
    });
  }

  private async command(
    busy: WritableSignal<boolean>,
    send: (runId: string) => Promise<unknown>,
  ): Promise<void> {
    const run = this.run();
    if (!run || busy()) return;
    // Who acts on the run wants to see what comes of it.
    this.resumeDisplay();
    busy.set(true);
    this.problemSignal.set(null);
    try {
      await send(run.id);
    } catch (error) {
      this.problemSignal.set(ApiProblem.from(error));
    } finally {
      busy.set(false);
    }
  }

  private receive(value: unknown): void {
    const event = toStreamEvent(value);
    if (!event) return;
    if (event.type === 'RUN_STARTED') this.rate.begin();
    if ('delta' in event && typeof event.delta === 'string') this.rate.add(event.delta.length);
    if (this.pause.paused()) this.pause.held.add(event);
    else this.state().apply(event);
  }
}
