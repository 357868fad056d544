import type { ChartData, ChartOptions } from 'chart.js';
import type { TimelineAxis } from './timeline-axis';
import type { BarKind, TimelineBar } from './timeline-model';

/** How the chart speaks and looks. */
export interface ChartLook {
  /** What stands in a bar that is wide enough. */
  name: (bar: TimelineBar) => string;
  /** What the tooltip says of a bar, a line each. */
  describe: (bar: TimelineBar) => string[];
  /** A time since the first beginning, ms, on the axis. */
  time: (ms: number) => string;
  /** How long nothing ran, ms, where that time is cut out. */
  idle: (ms: number) => string;
  /** A colour of the styles, as it is now. */
  colour: (token: string) => string;
  font: string;
}

/** The colour of a kind of bar, as a token of the styles. */
export const BAR_TOKENS: Readonly<Record<BarKind, string>> = {
  running: '--streaming',
  done: '--agent',
  superseded: '--system',
  failed: '--error',
  stopped: '--line-strong',
};

/** From and to, in the row. */
export type Spans = { x: [number, number]; y: number }[];

/**
 * The chart as Chart.js wants it described: a dataset with a bar for each attempt, over an axis of times.
 *
 * @param onClick gets the index of the bar that was clicked
 */
export function timelineChartOptions(
  bars: readonly TimelineBar[],
  axis: TimelineAxis,
  look: ChartLook,
  onClick: (index: number | undefined) => void,
): { data: ChartData<'bar', Spans>; options: ChartOptions<'bar'> } {
  const wordsOf = (index: number | undefined): string[] => {
    const bar = index === undefined ? undefined : bars[index];
    return bar ? look.describe(bar) : [];
  };
  const lanes = bars.reduce((most, { lane }) => Math.max(most, lane + 1), 1);
  const marked = { color: look.colour('--ink-soft'), font: { family: look.font, size: 12 } };
  return {
    data: {
      labels: Array.from({ length: lanes }, (_, lane) => lane),
      datasets: [
        {
          data: bars.map(({ began, ended, lane }) => ({
            x: [axis.at(began), axis.at(ended ?? axis.to)],
            y: lane,
          })),
          backgroundColor: bars.map(({ kind }) => look.colour(`${BAR_TOKENS[kind]}-ground`)),
          borderColor: bars.map(({ kind }) => look.colour(BAR_TOKENS[kind])),
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
      onClick: (_event, elements) => onClick(elements[0]?.index),
      onHover: (_event, elements, { canvas }) =>
        (canvas.style.cursor = elements.length > 0 ? 'pointer' : 'default'),
      scales: {
        x: {
          type: 'linear',
          position: 'top',
          min: 0,
          max: axis.length,
          // Chart.js would spread its marks evenly over the span, between the seconds.
          afterBuildTicks: (scale) => {
            scale.ticks = axis
              .marks(scale.width / 110)
              .map(({ at, elapsed }) => ({ value: at, label: look.time(elapsed) }));
          },
          ticks: {
            ...marked,
            maxRotation: 0,
            autoSkip: false,
            callback: (_place, index, ticks) => ticks[index]?.label,
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
            title: ([point]) => wordsOf(point?.dataIndex)[0] ?? '',
            label: ({ dataIndex }) => wordsOf(dataIndex).slice(1),
          },
        },
      },
    },
  };
}
