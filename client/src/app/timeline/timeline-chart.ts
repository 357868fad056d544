import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartData,
  type ChartOptions,
  LinearScale,
  Tooltip,
} from 'chart.js';
import { axisStep, type BarKind, type TimelineBar } from './timeline-model';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

/** How the chart speaks and looks. */
export interface ChartLook {
  /** What stands in a bar that is wide enough. */
  name: (bar: TimelineBar) => string;
  /** What the tooltip says of a bar, a line each. */
  describe: (bar: TimelineBar) => string[];
  /** A time since the first beginning, ms, on the axis. */
  time: (ms: number) => string;
  /** A colour of the styles, as it is now. */
  colour: (token: string) => string;
  font: string;
}

/** What stands in a bar, so that its kind is not told by colour alone; done bars are the rule, and plain. */
const SIGNS: Readonly<Record<BarKind, string>> = {
  running: '…',
  done: '',
  superseded: '↻',
  failed: '✕',
  stopped: '■',
};

const TOKENS: Readonly<Record<BarKind, string>> = {
  running: '--streaming',
  done: '--agent',
  superseded: '--system',
  failed: '--error',
  stopped: '--line-strong',
};

/** Where a bar is drawn, px. */
interface Box {
  x: number;
  base: number;
  y: number;
  height: number;
}

/** A bar that is narrower than this has no place for its sign, px. */
const LEAST_NAME_PX = 20;

/** From and to, in the row. */
type Spans = { x: [number, number]; y: number }[];

/** Bars of a Gantt chart on a canvas, by Chart.js. Knows no Angular: it is told what to draw and says what was chosen. */
export class TimelineChart {
  private chart: Chart<'bar', Spans> | undefined;
  private bars: readonly TimelineBar[] = [];
  private look: ChartLook | undefined;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onChosen: (bar: TimelineBar) => void,
  ) {}

  /** Draws them; what is pointed at stays pointed at. `span` is what the axis shows. */
  draw(bars: readonly TimelineBar[], span: { from: number; to: number }, look: ChartLook): void {
    this.bars = bars;
    this.look = look;
    const { data, options } = this.configuration(bars, span, look);
    if (!this.chart) {
      this.chart = new Chart(this.canvas, {
        type: 'bar',
        data,
        options,
        plugins: [{ id: 'names', afterDatasetsDraw: (chart) => this.drawNames(chart) }],
      });
      return;
    }
    this.chart.data = data;
    this.chart.options = options;
    this.chart.update('none');
  }

  private configuration(
    bars: readonly TimelineBar[],
    span: { from: number; to: number },
    look: ChartLook,
  ): { data: ChartData<'bar', Spans>; options: ChartOptions<'bar'> } {
    const lanes = bars.reduce((most, { lane }) => Math.max(most, lane + 1), 1);
    const axis = { color: look.colour('--ink-soft'), font: { family: look.font, size: 12 } };
    return {
      data: {
        labels: Array.from({ length: lanes }, (_, lane) => lane),
        datasets: [
          {
            data: bars.map(({ began, ended, lane }) => ({
              x: [began - span.from, (ended ?? span.to) - span.from],
              y: lane,
            })),
            backgroundColor: bars.map(({ kind }) => look.colour(`${TOKENS[kind]}-ground`)),
            borderColor: bars.map(({ kind }) => look.colour(TOKENS[kind])),
            borderWidth: { left: 3, right: 0, top: 1, bottom: 1 },
            borderRadius: 3,
            // The start edge is the kind's, as that of a message.
            borderSkipped: false,
            minBarLength: 4,
            barPercentage: 0.82,
            categoryPercentage: 1,
            grouped: false,
          },
        ],
      },
      options: {
        indexAxis: 'y',
        responsive: true,
        maintainAspectRatio: false,
        animation: false,
        onClick: (_event, elements) => this.choose(elements[0]?.index),
        onHover: (_event, elements) =>
          (this.canvas.style.cursor = elements.length > 0 ? 'pointer' : 'default'),
        scales: {
          x: {
            type: 'linear',
            position: 'top',
            min: 0,
            max: span.to - span.from,
            // Chart.js would spread its marks evenly over the span, between the seconds.
            afterBuildTicks: (scale) => {
              const step = axisStep(span.to - span.from, scale.width / 110);
              const marks = Math.floor((span.to - span.from) / step) + 1;
              scale.ticks = Array.from({ length: marks }, (_, mark) => ({ value: mark * step }));
            },
            ticks: {
              ...axis,
              maxRotation: 0,
              autoSkip: false,
              callback: (ms) => look.time(Number(ms)),
            },
            grid: { color: look.colour('--line') },
            border: { display: false },
          },
          y: { display: false },
        },
        plugins: {
          tooltip: {
            displayColors: false,
            backgroundColor: look.colour('--ink'),
            titleColor: look.colour('--paper'),
            bodyColor: look.colour('--paper'),
            titleFont: { family: look.font, size: 13, weight: 600 },
            bodyFont: { family: look.font, size: 12 },
            padding: 10,
            callbacks: {
              title: ([point]) => this.wordsOf(point?.dataIndex, look)[0] ?? '',
              label: ({ dataIndex }) => this.wordsOf(dataIndex, look).slice(1),
            },
          },
        },
      },
    };
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
      ctx.fillStyle = look.colour(TOKENS[bar.kind]);
      ctx.fillText([SIGNS[bar.kind], look.name(bar)].filter(Boolean).join(' '), base + 8, y);
      ctx.restore();
    }
    ctx.restore();
  }

  private wordsOf(index: number | undefined, look: ChartLook): string[] {
    const bar = index === undefined ? undefined : this.bars[index];
    return bar ? look.describe(bar) : [];
  }

  private choose(index: number | undefined): void {
    const bar = index === undefined ? undefined : this.bars[index];
    if (bar) this.onChosen(bar);
  }
}
