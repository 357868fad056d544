import {
  computed,
  effect,
  ErrorHandler,
  inject,
  type OnDestroy,
  Service,
  signal,
  untracked,
  type WritableSignal,
} from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Api } from '../api/api';
import { ApiProblem } from '../api/api-problem';
import { ACTIVE_STATUSES } from '../api/run-state';
import type { ContinueRequest, RevisionRequest } from '../api/types';
import { PortalFeed } from '../stream/portal-feed';
import { SessionStream } from '../stream/session-stream';
import { Backoff, BROWSER_TIME } from '../shared/backoff';
import { ArrivalRate } from './arrival-rate';
import { DisplayPause } from './display-pause';
import { SessionState } from './session-state';
import { toStreamEvent } from './stream-event';

/** HTTP statuses of a server, or of its proxy, that will be back; 0 is no answer at all. */
const AWAY: readonly number[] = [0, 502, 503, 504];
/** Until a session is asked for again that could not be read, ms. */
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

/** The session that a page shows: its state, the stream that feeds it, and what can be done to its run. */
@Service()
export class SessionView implements OnDestroy {
  private readonly api = inject(Api);
  private readonly pause = inject(DisplayPause);
  private readonly errors = inject(ErrorHandler);
  private readonly retry = new Backoff(FIRST_RETRY_MS, LAST_RETRY_MS);
  /** What was asked for before this number grew is of no interest any more. */
  private generation = 0;
  /** What is shown is about to be replaced. */
  private reloading = false;
  private readonly stateSignal = signal(new SessionState());
  private readonly idSignal = signal<string | null>(null);
  private readonly problemSignal = signal<ApiProblem | null>(null);
  private readonly busySignal = signal(false);
  private readonly askingToStop = signal(false);
  /** Id of the run whose stop the server has accepted. */
  private readonly askedToStop = signal<string | null>(null);

  readonly stream = new SessionStream(
    inject(PortalFeed).feed,
    {
      readEvents: (session, after) => firstValueFrom(this.api.events(session, after)),
      ...BROWSER_TIME,
    },
    (event) => this.receive(event),
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
  readonly active = computed(() => ACTIVE_STATUSES.includes(this.run()?.status ?? 'finished'));
  /** From the reader's stop to the end of the run. */
  readonly stopping = computed(
    () =>
      this.active() &&
      (this.askingToStop() || this.askedToStop() === this.run()?.id || this.run()?.status === 'stopping'),
  );

  constructor() {
    // The server's record is older than what is shown, as one that was restored from a backup.
    effect(() => {
      const session = this.id();
      if (session && this.stream.status() === 'ahead') untracked(() => this.reload(session));
    });
  }

  ngOnDestroy(): void {
    this.close();
  }

  /** Shows the session as it stands and follows it; a server that is away is asked again. */
  async open(sessionId: string): Promise<void> {
    this.close();
    this.idSignal.set(sessionId);
    await this.load(sessionId);
  }

  /** Shows nothing. */
  close(): void {
    this.generation += 1;
    this.reloading = false;
    this.retry.reset();
    this.pause.end();
    this.stream.close();
    this.rate.reset();
    this.busySignal.set(false);
    this.askingToStop.set(false);
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
    for (const event of this.pause.end()) {
      if (!this.guard(() => this.state().apply(event))) return;
    }
  }

  async stop(): Promise<boolean> {
    return this.command(
      this.askingToStop,
      (runId) => firstValueFrom(this.api.stopRun(runId)),
      (_answer, runId) => this.askedToStop.set(runId),
    );
  }

  /** Leaves one item unfinished; the others go on. */
  async stopItem(step: string): Promise<boolean> {
    return this.command(this.busySignal, (runId) => firstValueFrom(this.api.stopItem(runId, step)));
  }

  /** Lets a run go on that waits to be confirmed, with what it has written or with something else. */
  async resume(text?: string): Promise<boolean> {
    return this.command(
      this.busySignal,
      (runId) => firstValueFrom(this.api.resumeRun(runId, text)),
      (_answer, _runId, since) => this.stream.resume(since),
    );
  }

  /** Has items written again, edits, restores or locks them; in the active run, else in a run of its own. */
  async revise(revision: RevisionRequest): Promise<boolean> {
    return this.command(
      this.busySignal,
      (runId) => firstValueFrom(this.api.reviseItems(runId, revision)),
      ({ run_id }, runId, since) => {
        if (run_id !== runId) this.stream.resume(since);
      },
    );
  }

  /** Writes what is missing; the new run belongs to the same session. */
  async continue(changes: ContinueRequest = {}): Promise<boolean> {
    return this.command(
      this.busySignal,
      (runId) => firstValueFrom(this.api.continueRun(runId, changes)),
      (_answer, _runId, since) => this.stream.resume(since),
    );
  }

  /**
   * @param then what the answer brings about, if its session is still the one shown; told where the stream was when asked
   * @returns whether the server has accepted; why not is the `problem`
   */
  private async command<T>(
    busy: WritableSignal<boolean>,
    send: (runId: string) => Promise<T>,
    then: (answer: T, runId: string, since: number) => void = () => undefined,
  ): Promise<boolean> {
    const run = this.run();
    if (!run || busy()) return false;
    // Who acts on the run wants to see what comes of it.
    this.resumeDisplay();
    const { generation } = this;
    const since = this.stream.cursor();
    const shown = () => generation === this.generation;
    busy.set(true);
    this.problemSignal.set(null);
    try {
      const answer = await send(run.id);
      if (shown()) then(answer, run.id, since);
      return true;
    } catch (error) {
      const problem = ApiProblem.from(error);
      if (shown()) this.problemSignal.set(problem);
      return false;
    } finally {
      if (shown()) busy.set(false);
    }
  }

  private async load(sessionId: string): Promise<void> {
    const { generation } = this;
    try {
      const snapshot = await firstValueFrom(this.api.snapshot(sessionId));
      if (generation !== this.generation) return;
      const state = new SessionState();
      state.restore(snapshot);
      this.retry.reset();
      this.reloading = false;
      this.problemSignal.set(null);
      // What came meanwhile, after a command that was accepted, is part of it already.
      this.pause.held.take();
      this.stateSignal.set(state);
      this.stream.follow(sessionId, snapshot.seq);
    } catch (error) {
      const problem = ApiProblem.from(error);
      if (generation !== this.generation) return;
      this.problemSignal.set(problem);
      this.reloading = AWAY.includes(problem.status);
      if (this.reloading) this.retry.schedule(() => void this.load(sessionId));
    }
  }

  /** Begins again with what the server has added up: what is shown cannot be right any more. */
  private reload(sessionId: string): void {
    this.stream.close();
    this.pause.end();
    // Each plan replaces the one before and waits for longer: of many reasons the first counts.
    if (this.reloading) return;
    this.reloading = true;
    this.retry.schedule(() => void this.load(sessionId));
  }

  private receive(value: unknown): void {
    this.guard(() => {
      const event = toStreamEvent(value);
      if (!event) return;
      if ('delta' in event && typeof event.delta === 'string') this.rate.add();
      if (this.pause.paused()) this.pause.held.add(event);
      else this.state().apply(event);
    });
  }

  /**
   * An event that cannot be taken is told to whoever develops, and costs the reader nothing.
   * @returns false when what is shown is loaded anew because of it
   */
  private guard(take: () => void): boolean {
    try {
      take();
      return true;
    } catch (error) {
      this.errors.handleError(error);
      const session = this.id();
      if (session) this.reload(session);
      return false;
    }
  }
}
