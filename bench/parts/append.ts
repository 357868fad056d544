import { OwnPostgres } from '../../server/testing/own-postgres.js';
import { urlOf } from '../../server/testing/test-database.js';
import type { Part } from '../part.js';
import { NodeProgram } from '../support/node-program.js';

const RUNS = 200;
/** Steps of a run that write at the same time. */
const MESSAGES = 4;

/** How many events one PostgreSQL makes durable through the product's log. */
export const append: Part = {
  id: 'append',
  title: `Append, ${RUNS} runs a process with ${MESSAGES} messages each; baseline: batched INSERTs of the same rows`,
  inSlice: true,
  run: async ({ slice, row }) => {
    await using postgres = await OwnPostgres.start();
    const environment = {
      DATABASE_URL: urlOf(postgres.test.connection),
      RUNS: String(RUNS),
      MESSAGES: String(MESSAGES),
      SECONDS: slice ? '3' : '6',
    };
    const total = async (file: string, processes: number): Promise<number> => {
      const results = await Promise.all(
        Array.from({ length: processes }, () => NodeProgram.result(file, environment)),
      );
      return results.reduce((sum, result) => sum + Number(result), 0);
    };
    for (const processes of [1, 2]) {
      const limit = await total('programs/batched-insert.ts', processes);
      const ours = await total('programs/append-runs.ts', processes);
      const name = processes === 1 ? 'one process' : `${processes} processes`;
      row(name, 'events/s', ours, limit, { of: 'ratio', atLeast: 0.6, limit: 0.2 });
    }
  },
};
