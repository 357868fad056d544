import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { delta } from '../support/event-source.js';

/**
 * What PostgreSQL takes from one process: batches of the same rows, one INSERT after the other, with nobody checked and
 * nobody told. Prints rows a second. `DATABASE_URL`, `RUNS`, `MESSAGES` (rows of each run in a batch), `SECONDS`.
 */
const messages = Number(process.env['MESSAGES']);
const client = new pg.Client(process.env['DATABASE_URL']);
await client.connect();
const runs = Array.from({ length: Number(process.env['RUNS']) }, () => randomUUID());
const sessions = runs.flatMap((run) => Array.from({ length: messages }, () => run));
let events = 0;
const began = performance.now();
const until = began + Number(process.env['SECONDS']) * 1_000;
while (performance.now() < until) {
  const first = events / runs.length;
  const numbers = sessions.map((_, index) => first + (index % messages) + 1);
  const data = sessions.map(() => JSON.stringify(delta('沈知微把灯', events++)));
  await client.query({
    name: 'insert',
    text: `insert into events (session_id, seq, run_id, data)
           select id, seq, id, data from unnest($1::text[], $2::bigint[], $3::text[]) as e(id, seq, data)`,
    values: [sessions, numbers, data],
  });
}
console.log(events / ((performance.now() - began) / 1_000));
await client.end();
