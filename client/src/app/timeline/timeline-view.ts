import {
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { LucideTable, LucideZoomIn, LucideZoomOut } from '@lucide/angular';
import { DisplayPause } from '../chat/display-pause';
import { SessionView } from '../chat/session-view';
import { Clock } from '../shared/clock';
import { formatClock, formatDuration } from '../shared/duration';
import { PortalLanguage } from '../shared/portal-language';
import { Theme } from '../shared/theme';
import { barWords } from './bar-words';
import { TimelineAxis } from './timeline-axis';
import { TimelineChart } from './timeline-chart';
import type { ChartLook } from './timeline-chart-options';
import { type BarKind, type TimelineBar, timelineBars } from './timeline-model';
import { TimelineTable } from './timeline-table';

const KINDS: readonly BarKind[] = ['running', 'done', 'superseded', 'failed', 'stopped'];
const MAX_ZOOM = 16;
/** A row of the chart, and what stands above the first, px. */
const ROW_PX = 30;
const AXIS_PX = 36;

/**
 * What ran when, and what ran at the same time: a bar for each attempt. The same as a table, for those who read rather
 * than look; bars are walked by arrow keys, and lead to their message.
 */
@Component({
  selector: 'app-timeline-view',
  imports: [LucideTable, LucideZoomIn, LucideZoomOut, TimelineTable, TranslocoDirective],
  templateUrl: './timeline-view.html',
  styleUrls: ['./timeline-swatch.scss', './timeline-view.scss'],
})
export class TimelineView {
  private readonly view = inject(SessionView);
  private readonly pause = inject(DisplayPause);
  private readonly clock = inject(Clock);
  private readonly theme = inject(Theme);
  private readonly language = inject(PortalLanguage);
  private readonly transloco = inject(TranslocoService);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly canvas = viewChild<ElementRef<HTMLCanvasElement>>('canvas');

  /** The reader wants to see this step's message. */
  readonly opened = output<string>();

  protected readonly kinds = KINDS;
  protected readonly asTable = signal(false);
  protected readonly zoom = signal(1);
  protected readonly maxZoom = MAX_ZOOM;
  protected readonly bars = computed(() => timelineBars(this.view.state()));
  private readonly axis = computed(() => {
    const running = this.bars().some(({ ended }) => ended === null);
    const now = this.pause.paused() ? untracked(this.clock.now) : this.clock.now();
    return TimelineAxis.of(this.bars(), running ? now : 0);
  });
  protected readonly height = computed(
    () => this.bars().reduce((most, { lane }) => Math.max(most, lane + 1), 1) * ROW_PX + AXIS_PX,
  );
  /** Index of the bar that the keyboard is at; null before it was used. */
  private readonly at = signal<number | null>(null);
  /** Said once for each bar that is come to, not with every second that it grows. */
  protected readonly spoken = computed(() => {
    const at = this.at();
    return untracked(() => {
      const bar = at === null ? undefined : this.bars()[at];
      return bar ? this.describe(bar).join(', ') : '';
    });
  });

  constructor() {
    let chart: TimelineChart | undefined;
    effect(() => {
      const canvas = this.canvas()?.nativeElement;
      const axis = this.axis();
      // Colours are read from the page, which has them by theme.
      this.theme.current();
      this.theme.forced();
      if (!canvas || !axis) {
        chart?.destroy();
        chart = undefined;
        return;
      }
      chart ??= new TimelineChart(canvas, ({ step }) => this.opened.emit(step));
      chart.draw(this.bars(), axis, this.look());
    });
    effect(() => {
      const at = this.at();
      chart?.point(at);
    });
    inject(DestroyRef).onDestroy(() => chart?.destroy());
  }

  protected onKey(event: KeyboardEvent): void {
    const last = this.bars().length - 1;
    const at = this.at() ?? -1;
    const next = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (next !== undefined) this.at.set(Math.min(last, Math.max(0, next)));
    else if (event.key === 'Enter' && this.bars()[at]) this.opened.emit(this.bars()[at]!.step);
    else if (event.key === 'Escape') this.at.set(null);
    else if (event.key === '+') this.zoom.update((zoom) => Math.min(MAX_ZOOM, zoom * 2));
    else if (event.key === '-') this.zoom.update((zoom) => Math.max(1, zoom / 2));
    else return;
    event.preventDefault();
  }

  private describe(bar: TimelineBar): string[] {
    const language = this.language.current();
    const t = (key: string, values = {}) => this.transloco.translate<string>(key, values, language);
    return barWords(bar, this.clock.now(), t, language);
  }

  private look(): ChartLook {
    const language = this.language.current();
    const probe = document.createElement('span');
    // Colours that the styles have for a reader's own: not replaced once more.
    probe.style.setProperty('forced-color-adjust', 'none');
    this.host.nativeElement.append(probe);
    const colours = new Map<string, string>();
    const colour = (token: string): string => {
      let value = colours.get(token);
      if (value === undefined) {
        probe.style.color = `var(${token}, transparent)`;
        colours.set(token, (value = getComputedStyle(probe).color));
      }
      return value;
    };
    const font = getComputedStyle(this.host.nativeElement).fontFamily;
    queueMicrotask(() => probe.remove());
    return {
      name: ({ title }) => title[language],
      describe: (bar) => this.describe(bar),
      time: formatClock,
      idle: (ms) =>
        this.transloco.translate('timeline.idle', { time: formatDuration(ms, language) }, language),
      colour,
      font,
    };
  }
}
