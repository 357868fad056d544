import { Component, computed, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucidePenLine, LucideSquare } from '@lucide/angular';
import type { CategoryState } from '../api/run-state';
import { InSight } from '../shared/in-sight';
import { LocalizedPipe } from '../shared/localized-pipe';
import { mayBeObject } from './facts-so-far';
import { Note } from './note';
import { ResearchNote } from './research-note';
import { TextLanguage } from './text-language';
import { Thinking } from './thinking';
import type { Lane } from './transcript';
import { TypedFacts } from './typed-facts';
import { TypedMarkdown } from './typed-markdown';

/** A step at work, of fixed height: the newest lines stay in sight, nothing around it moves. */
@Component({
  selector: 'app-lane-card',
  imports: [
    InSight,
    LocalizedPipe,
    LucideSquare,
    Note,
    ResearchNote,
    TextLanguage,
    Thinking,
    TranslocoDirective,
    TypedFacts,
    TypedMarkdown,
  ],
  template: `
    <article
      *transloco="let t"
      data-testid="lane"
      [attr.aria-label]="lane().item.title | localized"
      [attr.data-step]="lane().step"
      [attr.data-attempt]="lane().item.attempt"
      [attr.data-status]="lane().item.status"
      data-searched="lane"
    >
      <app-note kind="streaming" [icon]="icon" [label]="lane().item.title | localized">
        <ng-container noteHead>
          <span class="detail">{{ category()?.title | localized }}</span>
          <span class="spacer"></span>
          @if (lane().item.attempt > 1) {
            <span class="detail">{{ t('chat.attempt', { number: lane().item.attempt }) }}</span>
          }
          <span class="detail">{{ t('board.status.' + lane().item.status) }}</span>
          @if (lane().item.category) {
            <button
              type="button"
              class="button quiet small"
              data-testid="stop-item"
              [attr.aria-label]="t('chat.stopItem')"
              [title]="t('chat.stopItem')"
              (click)="stopped.emit()"
            >
              <svg lucideSquare [size]="12"></svg>
            </button>
          }
        </ng-container>
        <div class="body" appInSight #sight="inSight">
          @if (lane().attempt; as attempt) {
            @if (researching() && attempt.research(); as research) {
              <app-research-note [research]="research" [live]="true" />
            }
            @if (attempt.reasoning.begun()) {
              <app-thinking
                [compact]="true"
                [reasoning]="attempt.reasoning"
                [replayed]="attempt.reasoningReplayed"
              />
            }
            @if (writing()) {
              <div class="tail" appTextLanguage>
                @if (hasFacts()) {
                  <app-typed-facts
                    [source]="attempt.answer"
                    [replayed]="attempt.replayed"
                    [inSight]="sight.seen()"
                  />
                } @else {
                  <app-typed-markdown
                    [source]="attempt.answer"
                    [replayed]="attempt.replayed"
                    [inSight]="sight.seen()"
                  />
                }
              </div>
            }
          } @else {
            <p class="detail">{{ t('chat.laneWaits.' + (retrying() ? 'retrying' : 'starting')) }}</p>
          }
        </div>
      </app-note>
    </article>
  `,
  styleUrl: './lane-card.scss',
})
export class LaneCard {
  readonly lane = input.required<Lane>();
  readonly category = input<CategoryState>();
  /** The reader wants this item left out and the others to go on. */
  readonly stopped = output<void>();

  protected readonly icon = LucidePenLine;
  protected readonly retrying = computed(() => this.lane().item.status === 'retrying');
  /** A lane is of fixed height: once there are words, they have it. */
  protected readonly researching = computed(() => this.lane().item.status === 'researching');
  protected readonly writing = computed(() => (this.lane().attempt?.answer.status() ?? null) !== null);
  /** The answer is an object, as the facts are; no item's text is read for that. */
  protected readonly hasFacts = computed(
    () => this.lane().item.category === null && mayBeObject(this.lane().attempt?.answer.text() ?? ''),
  );
}
