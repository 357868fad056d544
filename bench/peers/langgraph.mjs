import { once } from 'node:events';
import { createServer } from 'node:net';
import { startServer } from '@langchain/langgraph-api/server';

/** LangGraph's development server with the graph beside this file. `PROVIDER`. */
const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address();
probe.close();
await once(probe, 'close');
await startServer({
  port,
  host: '127.0.0.1',
  nWorkers: 200,
  cwd: import.meta.dirname,
  graphs: { agent: './langgraph-graph.mjs:graph' },
});
console.log(port);
