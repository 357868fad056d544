import { delta, EventSource } from '../support/event-source.js';

/**
 * So many runs, each writing so many messages at once, as fast as what they wrote becomes durable, through the product's
 * own log. Prints events a second. `DATABASE_URL`, `RUNS`, `MESSAGES`, `SECONDS`.
 */
await using source = await EventSource.open({ connectionString: process.env['DATABASE_URL'] });
const writers = await Promise.all(
  Array.from({ length: Number(process.env['RUNS']) }, () => source.openSession()),
);
const messages = Number(process.env['MESSAGES']);
let events = 0;
const began = performance.now();
const until = began + Number(process.env['SECONDS']) * 1_000;
await Promise.all(
  writers.map(async (writer) => {
    // A provider does not wait for a commit: one group is on its way to the database while the next one comes.
    for (let before = Promise.resolve(); performance.now() < until;) {
      for (let n = 0; n < messages; n++) writer.write({ events: [delta('沈知微把灯', events++)] });
      const durable = writer.flushed();
      await before;
      before = durable;
    }
    await writer.flushed();
  }),
);
process.stdout.write(`${events / ((performance.now() - began) / 1_000)}\n`);
