import { createServer } from 'node:http';
import pg from 'pg';

const PAGE = 1_000;

/** The least that can bring a log back: pages of rows, each written as it was read. `DATABASE_URL`; the path is the session. */
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] });
// The database is restarted under it when it is no longer asked.
pool.on('error', () => undefined);

const server = createServer((request, response) => {
  void (async () => {
    const session = request.url!.slice(1);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let after = 0; ;) {
      const { rows } = await pool.query<{ seq: string; data: string }>({
        name: 'page',
        text: 'select seq, data from events where session_id = $1 and seq > $2 order by seq limit $3',
        values: [session, after, PAGE],
      });
      if (rows.length === 0) break;
      response.write(rows.map(({ seq, data }) => `id: ${seq}\ndata: ${data}\n\n`).join(''));
      after = Number(rows.at(-1)!.seq);
    }
    response.end();
  })();
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as { port: number }).port));
