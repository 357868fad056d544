import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';
import { axisStep, type BarKind, type TimelineBar } from './timeline-model';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

/** How the chart speaks and looks. */
export interface ChartLook {
  /** What the tooltip says of a bar, a line each. */
  describe: (bar: TimelineBar) => string[];
  /** A time since the first beginning, ms, on the axis. */
  time: (ms: number) => string;
  /** A colour of the styles, as it is now. */
  colour: (token: string) => string;
  font: string;
}

const TOKENS: Readonly<Record<BarKind, string>> = {
  running: '--streaming',
  done: '--agent',
  superseded: '--system',
  failed: '--error',
  stopped: '--line-strong',
};

/** Bars of a Gantt chart on a canvas, by Chart.js. Knows no Angular: it is told what to draw and says what was chosen. */
export class TimelineChart {
  private chart: Chart<'bar', { x: [number, number]; y: number }[]> | undefined;
  private bars: readonly TimelineBar[] = [];

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onChosen: (bar: TimelineBar) => void,
  ) {}

  /** Draws them anew; `span` is what the axis shows. */
  draw(bars: readonly TimelineBar[], span: { from: number; to: number }, look: ChartLook): void {
    this.bars = bars;
    this.chart?.destroy();
    const lanes = bars.reduce((most, { lane }) => Math.max(most, lane + 1), 1);
    const axis = { color: look.colour('--ink-soft'), font: { family: look.font, size: 12 } };
    this.chart = new Chart(this.canvas, {
      type: 'bar',
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
            bounds: 'data',
            ticks: {
              ...axis,
              stepSize: axisStep(span.to - span.from, this.canvas.clientWidth / 110),
              maxRotation: 0,
              autoSkipPadding: 24,
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
    });
  }

  /** Shows the tooltip of a bar, as if it were pointed at. */
  point(index: number): void {
    if (!this.chart || index >= this.bars.length) return;
    const active = [{ datasetIndex: 0, index }];
    const element = this.chart.getDatasetMeta(0).data[index];
    this.chart.setActiveElements(active);
    const { x, y } = element?.tooltipPosition(true) ?? { x: 0, y: 0 };
    this.chart.tooltip?.setActiveElements(active, { x, y });
    this.chart.update('none');
  }

  destroy(): void {
    this.chart?.destroy();
    this.chart = undefined;
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
