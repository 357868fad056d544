import 'reflect-metadata';
import type { Configuration } from './config/configuration.js';
import { loadConfiguration } from './config/load-configuration.js';
import { Project } from './config/project.js';
import { announce } from './startup/announce.js';
import { addressOf, findPortOwner } from './startup/port-owner.js';
import { shutDownOnSignal } from './startup/shutdown.js';
import { describeStartupFailure } from './startup/startup-failure.js';

/** What decides cheaply comes first: only a server that will run pays for loading Nest and for PostgreSQL. */
async function main(): Promise<void> {
  let listening: Pick<Configuration, 'host' | 'port'> = { host: '127.0.0.1', port: 7861 };
  try {
    const configuration = loadConfiguration(Project.find().root);
    listening = configuration;
    if (await isAnsweredElsewhere(configuration)) return;
    await serve(configuration);
  } catch (error) {
    const lines = describeStartupFailure(error, listening);
    for (const line of lines ?? ['The server could not start, for a reason that nobody has foreseen:']) {
      console.error(`zzzero: ${line}`);
    }
    if (!lines) console.error(error);
    process.exit(1);
  }
}

/** True when a ZZZero answers at this address already; a port of somebody else's is thrown as the system would. */
async function isAnsweredElsewhere({ host, port }: Configuration): Promise<boolean> {
  switch (await findPortOwner(host, port)) {
    case 'free':
      return false;
    case 'zzzero':
      console.log(`\n  ZZZero is running already   ${addressOf(host, port)}`);
      console.log('  It keeps its settings: to change them, stop it (Ctrl-C) and start again.\n');
      return true;
    case 'other':
      throw Object.assign(new Error('port taken'), { code: 'EADDRINUSE', syscall: 'listen' });
  }
}

async function serve(configuration: Configuration): Promise<void> {
  const [{ createApplication }, { PostgresServer }] = await Promise.all([
    import('./bootstrap.js'),
    import('./database/postgres-server.js'),
  ]);
  const starting = createApplication({ configuration });
  // From here on PostgreSQL may be running: an impatient Ctrl-C still has to leave by the door.
  shutDownOnSignal(() =>
    starting.then(
      (app) => app.close(),
      () => undefined,
    ),
  );
  const app = await starting;
  try {
    await app.listen(configuration.port, configuration.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port } = app.getHttpServer().address() as { port: number };
  console.log(
    announce(configuration, addressOf(configuration.host, port), app.get(PostgresServer).description),
  );
}

await main();
