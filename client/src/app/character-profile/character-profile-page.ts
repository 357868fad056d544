import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucidePanelLeftClose, LucidePanelLeftOpen } from '@lucide/angular';
import { Api } from '../api/api';
import { ProblemTextPipe } from '../api/problem-text';
import { SessionView } from '../chat/session-view';
import { LastSession } from '../history/last-session';
import { RunPanel } from '../run-board/run-panel';
import { KeyValueStore } from '../shared/key-value-store';
import { Shortcuts } from '../shared/shortcuts';
import { Skeleton } from '../shared/skeleton';
import { SplitPane } from '../shared/split-pane';
import { AddCategories } from './add-categories';
import { PlanPreview } from './plan-preview';
import { ProfileForm } from './profile-form';
import { SampleBanner } from './sample-banner';

type Pane = 'form' | 'run';

/** Character profile: the form on the left, the session's run on the right; on narrow screens two tabs. */
@Component({
  selector: 'app-character-profile-page',
  imports: [
    AddCategories,
    LucidePanelLeftClose,
    LucidePanelLeftOpen,
    PlanPreview,
    ProblemTextPipe,
    ProfileForm,
    RunPanel,
    SampleBanner,
    Skeleton,
    SplitPane,
    TranslocoDirective,
  ],
  templateUrl: './character-profile-page.html',
  styleUrl: './character-profile-page.scss',
})
export class CharacterProfilePage {
  private readonly router = inject(Router);
  private readonly lastSession = inject(LastSession);
  private readonly store = inject(KeyValueStore);
  private readonly injector = inject(Injector);
  private readonly runPane = viewChild.required<ElementRef<HTMLElement>>('run');
  protected readonly form = viewChild(ProfileForm);
  protected readonly view = inject(SessionView);

  /** From the address; absent on `/`. */
  readonly sessionId = input<string>();
  /** From the address: a run that the form begins with. */
  readonly template = input<string>();

  protected readonly options = inject(Api).profileOptions();
  protected readonly loadedOptions = computed(() =>
    this.options.hasValue() ? this.options.value() : undefined,
  );
  protected readonly panes: readonly Pane[] = ['form', 'run'];
  /** The pane in sight on a narrow screen. */
  protected readonly pane = signal<Pane>('form');
  protected readonly formFolded = signal(this.store.read('formFolded') === true);
  /** There is something to show on the right. */
  protected readonly hasRun = computed(() => this.view.run() !== null);
  protected readonly missing = computed(
    // A malformed id is a 400; there is no such session either.
    () =>
      (!this.hasRun() && [400, 404].includes(this.view.problem()?.status ?? 0)) ||
      this.view.stream.status() === 'missing',
  );

  constructor() {
    inject(DestroyRef).onDestroy(
      inject(Shortcuts).add({
        key: 'f',
        label: 'shortcuts.form',
        run: () => this.formFolded.update((folded) => !folded),
      }),
    );
    effect(() => {
      const id = this.sessionId();
      untracked(() => this.show(id));
    });
    effect(() => {
      if (this.missing()) untracked(() => this.lastSession.forget());
    });
    effect(() => this.store.write('formFolded', this.formFolded()));
  }

  protected startOver(): void {
    this.lastSession.forget();
    void this.router.navigate(['/']);
  }

  /** Past the bar and the form. */
  protected skipToRun(): void {
    this.pane.set('run');
    // On a narrow screen it is hidden until then.
    afterNextRender(() => this.runPane().nativeElement.focus(), { injector: this.injector });
  }

  protected onTabKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    this.pane.set(this.pane() === 'form' ? 'run' : 'form');
    const list = (event.currentTarget as HTMLElement).parentElement;
    list?.querySelector<HTMLElement>(`#pane-tab-${this.pane()}`)?.focus();
  }

  private show(id: string | undefined): void {
    if (!id) {
      this.view.close();
      this.pane.set('form');
      return;
    }
    this.lastSession.remember(id);
    this.pane.set('run');
    void this.view.open(id);
  }
}
