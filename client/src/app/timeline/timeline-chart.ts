import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';
import type { TimelineAxis } from './timeline-axis';
import { BAR_TOKENS, type ChartLook, type Spans, timelineChartOptions } from './timeline-chart-options';
import type { BarKind, TimelineBar } from './timeline-model';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

/** What stands in a bar, so that its kind is not told by colour alone; done bars are the rule, and plain. */
const SIGNS: Readonly<Record<BarKind, string>> = {
  running: '…',
  done: '',
  superseded: '↻',
  failed: '✕',
  stopped: '■',
};

/** Where a bar is drawn, px. */
interface Box {
  x: number;
  base: number;
  y: number;
  height: number;
}

/** Between a bar and the band in which time is cut out, px. */
const BREAK_INSET_PX = 5;
/** A band that is narrower than this has no place for words, px. */
const LEAST_WORDS_PX = 14;

/** A bar that is narrower than this has no place for its sign, px. */
const LEAST_NAME_PX = 20;

/** Bars of a Gantt chart on a canvas, by Chart.js. Knows no Angular: it is told what to draw and says what was chosen. */
export class TimelineChart {
  private chart: Chart<'bar', Spans> | undefined;
  private bars: readonly TimelineBar[] = [];
  private axis: TimelineAxis | undefined;
  private look: ChartLook | undefined;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onChosen: (bar: TimelineBar) => void,
  ) {}

  /** Draws them; what is pointed at stays pointed at. */
  draw(bars: readonly TimelineBar[], axis: TimelineAxis, look: ChartLook): void {
    this.bars = bars;
    this.axis = axis;
    this.look = look;
    const { data, options } = timelineChartOptions(bars, axis, look, (index) => this.choose(index));
    if (!this.chart) {
      this.chart = new Chart(this.canvas, {
        type: 'bar',
        data,
        options,
        plugins: [
          {
            id: 'words',
            beforeDatasetsDraw: (chart) => this.drawBreaks(chart),
            afterDatasetsDraw: (chart) => this.drawNames(chart),
          },
        ],
      });
      return;
    }
    this.chart.data = data;
    this.chart.options = options;
    this.chart.update('none');
  }

  /** Shows the tooltip of a bar, as if it were pointed at; null takes it away. */
  point(index: number | null): void {
    if (!this.chart) return;
    if (index === null || index >= this.bars.length) {
      this.chart.setActiveElements([]);
      this.chart.tooltip?.setActiveElements([], { x: 0, y: 0 });
      this.chart.update('none');
      return;
    }
    const active = [{ datasetIndex: 0, index }];
    const element = this.chart.getDatasetMeta(0).data[index];
    this.chart.setActiveElements(active);
    const { x, y } = element?.tooltipPosition(true) ?? { x: 0, y: 0 };
    this.chart.tooltip?.setActiveElements(active, { x, y });
    this.chart.update('none');
    // In a chart that is zoomed, it may be beside what is seen.
    this.canvas.closest('[tabindex]')?.scrollTo({ left: (x ?? 0) - 160 });
  }

  destroy(): void {
    this.chart?.destroy();
    this.chart = undefined;
  }

  /** A band where time is cut out, and how much of it, read from below where there is no room for it across. */
  private drawBreaks(chart: Chart): void {
    const { axis, look } = this;
    const scale = chart.scales['x'];
    if (!axis || !look || !scale) return;
    const { ctx, chartArea } = chart;
    const middle = (chartArea.top + chartArea.bottom) / 2;
    ctx.save();
    ctx.font = `12px ${look.font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const { from, to, idle } of axis.breaks) {
      const start = scale.getPixelForValue(from);
      const end = scale.getPixelForValue(to);
      const width = Math.max(1, end - start - 2 * BREAK_INSET_PX);
      ctx.fillStyle = look.colour('--sunken');
      ctx.fillRect((start + end - width) / 2, chartArea.top, width, chartArea.height);
      if (width < LEAST_WORDS_PX) continue;
      const words = look.idle(idle);
      const across = ctx.measureText(words).width <= width;
      ctx.fillStyle = look.colour('--ink-soft');
      ctx.save();
      ctx.translate((start + end) / 2, middle);
      if (!across) ctx.rotate(-Math.PI / 2);
      ctx.fillText(words, 0, 0, across ? width : chartArea.height);
      ctx.restore();
    }
    ctx.restore();
  }

  /** Sign and name in each bar, as far as they fit. */
  private drawNames(chart: Chart): void {
    const { look } = this;
    if (!look) return;
    const { ctx } = chart;
    ctx.save();
    ctx.font = `12px ${look.font}`;
    ctx.textBaseline = 'middle';
    for (const [index, element] of chart.getDatasetMeta(0).data.entries()) {
      const bar = this.bars[index];
      const { x, base, y, height } = element.getProps(['x', 'base', 'y', 'height'], true) as unknown as Box;
      if (!bar || x - base < LEAST_NAME_PX) continue;
      ctx.save();
      ctx.beginPath();
      ctx.rect(base, y - height / 2, x - base - 4, height);
      ctx.clip();
      ctx.fillStyle = look.colour(BAR_TOKENS[bar.kind]);
      ctx.fillText([SIGNS[bar.kind], look.name(bar)].filter(Boolean).join(' '), base + 8, y);
      ctx.restore();
    }
    ctx.restore();
  }

  private choose(index: number | undefined): void {
    const bar = index === undefined ? undefined : this.bars[index];
    if (bar) this.onChosen(bar);
  }
}
