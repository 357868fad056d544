/** Between two signs of life of a long stage on a terminal, and elsewhere, ms. */
const TICK_TERMINAL = 1_000;
const TICK_LOG = 15_000;

/** Seconds with one decimal, e.g. `31.4 s`. */
export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Runs one stage: says that it began, shows while it lasts how long it has, and says how long it took.
 * @param {string} title in the progressive form, e.g. `Installing`
 * @param {() => Promise<T>} work
 * @template T
 */
export async function stage(title, work) {
  const began = performance.now();
  const terminal = process.stdout.isTTY;
  process.stdout.write(terminal ? `  ${title} …` : `  ${title} …\n`);
  const timer = setInterval(
    () =>
      process.stdout.write(
        terminal ? `\r  ${title} … ${seconds(began)}` : `  ${title} … ${seconds(began)}\n`,
      ),
    terminal ? TICK_TERMINAL : TICK_LOG,
  );
  let outcome = 'failed after';
  try {
    const result = await work();
    outcome = 'done in';
    return result;
  } finally {
    clearInterval(timer);
    process.stdout.write(`${terminal ? '\r' : ''}  ${title} ${outcome} ${seconds(began)}\n`);
  }
}
