import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideCircleCheck, LucideCircleStop, LucideCopy, LucideDownload, LucidePlay } from '@lucide/angular';
import { Api } from '../api/api';
import { costOf } from '../api/cost';
import { ApiOrigin } from '../api/api-origin';
import type { RunInfo } from '../api/run-state';
import { ExportMenu } from '../exports/export-menu';
import { JoinCollection } from '../knowledge/join-collection';
import { Clipboard } from '../shared/clipboard';
import { AmountPipe, DurationPipe, FileSizePipe, MoneyPipe } from '../shared/format-pipes';
import { FailureNote } from './failure-note';
import { Note } from './note';

/** Files that stand for the whole profile; the rest are one file an item. */
const MAIN_FILES = ['profile.md', 'profile.json', 'review.md', 'manifest.json'];
/** The smallest cap that the server takes, tokens. */
const MIN_TOKEN_CAP = 1_000;

/** How the run ended: the files, or the proof of the stop, or the failure with its remedy; and how to go on. */
@Component({
  selector: 'app-result-card',
  imports: [
    AmountPipe,
    DurationPipe,
    ExportMenu,
    FailureNote,
    FileSizePipe,
    JoinCollection,
    LucideCopy,
    LucideDownload,
    LucidePlay,
    MoneyPipe,
    NgTemplateOutlet,
    Note,
    TranslocoDirective,
  ],
  templateUrl: './result-card.html',
  styleUrl: './result-card.scss',
})
export class ResultCard {
  private readonly api = inject(Api);
  protected readonly clipboard = inject(Clipboard);
  /** A link carries no token, and the server's folder says nothing to another portal's readers. */
  protected readonly linksFiles = inject(ApiOrigin).own;

  readonly sessionId = input.required<string>();
  readonly run = input.required<RunInfo>();
  /** Items written, and items that are still missing. */
  readonly written = input.required<number>();
  readonly missing = input.required<number>();
  readonly busy = input(false);
  /** Carries a new token cap where one is needed. */
  readonly continued = output<number | undefined>();

  protected readonly doneIcon = LucideCircleCheck;
  protected readonly stoppedIcon = LucideCircleStop;
  protected readonly tokenCap = signal<number | null>(null);
  protected readonly minTokenCap = MIN_TOKEN_CAP;

  private readonly files = rxResource({
    params: () => ({ sessionId: this.sessionId(), run: this.run().id, status: this.run().status }),
    stream: ({ params }) => this.api.artifacts(params.sessionId),
  });
  protected readonly list = computed(() => (this.files.hasValue() ? this.files.value() : undefined));
  protected readonly mainFiles = computed(() =>
    MAIN_FILES.flatMap((name) => this.list()?.artifacts.filter((file) => file.name === name) ?? []),
  );
  protected readonly itemFiles = computed(
    () => this.list()?.artifacts.filter((file) => !MAIN_FILES.includes(file.name)) ?? [],
  );
  protected readonly elapsed = computed(() => {
    const { startedAt, finishedAt } = this.run();
    return startedAt && finishedAt ? finishedAt - startedAt : null;
  });
  /** By the prices of its time; null where they are not known. */
  protected readonly cost = computed(() => costOf(this.run().usage, this.run().prices));
  /** From the request to the last provider call's end, ms. */
  protected readonly stopTook = computed(() => {
    const stop = this.run().stop;
    return stop ? Math.max(0, Date.parse(stop.abortedAt) - Date.parse(stop.requestedAt)) : null;
  });
  protected readonly needsCap = computed(() => this.run().error?.code === 'token_cap_reached');
  protected readonly canContinue = computed(
    () => !this.busy() && (!this.needsCap() || (this.tokenCap() ?? 0) >= MIN_TOKEN_CAP),
  );

  protected setCap(value: string): void {
    this.tokenCap.set(value === '' ? null : Number(value));
  }
}
