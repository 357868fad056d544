import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import type { Configuration } from './config/configuration.js';
import { Project } from './config/project.js';
import { portraitBody } from './exports/portrait-body.js';
import { serveApiDocuments } from './http/api-documents.js';
import { compressAnswers } from './http/compression.js';
import { allowEmbedding, serveElement } from './http/embedding.js';
import { hostOriginGuard } from './http/host-origin.js';
import { NestLogger } from './http/nest-logger.js';
import { jsonBody } from './http/json-body.js';
import { refuseNul } from './http/no-nul.js';
import { securityHeaders } from './http/security-headers.js';
import { serveClient } from './http/static-client.js';
import { workerOnly } from './http/worker-only.js';
import { templateBody } from './templates/template-body.js';
import { WorkflowsModule } from './workflow/workflows.module.js';

/** Bytes of a request's body; the longest request but that of a whole template has some 10 kB. */
const BODY_LIMIT = 1_000_000;

/** How to assemble the application. */
export interface ApplicationOptions {
  configuration: Configuration;
  /** Further modules; tests bring controllers of their own. */
  imports?: ModuleMetadata['imports'];
  /** Folder of the built portal; without one only the API is served. */
  clientFolder?: string;
  /** Folder of the built custom element. */
  elementFolder?: string;
}

/**
 * The whole application, ready to `listen()`. Production and tests use this one function.
 * Rejects with what a module threw at its start, e.g. a database error; nothing is left open then.
 */
export async function createApplication(options: ApplicationOptions): Promise<NestExpressApplication> {
  const { configuration } = options;
  const workflows = await WorkflowsModule.scan(new URL('./workflows/', import.meta.url));
  const imports = [workflows, ...(options.imports ?? [])];
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot({ ...options, imports }), {
    abortOnError: false,
    bodyParser: false,
    // Kept until pino is there. Of a failed start nothing is printed here: whoever called knows how to say it.
    bufferLogs: true,
    logger: false,
    // Streams are open for minutes; without this a shutdown would wait for every viewer.
    forceCloseConnections: true,
  });
  app.useLogger(app.get(NestLogger));
  app.disable('x-powered-by');
  app.use(securityHeaders());
  app.use(compressAnswers());
  app.use(hostOriginGuard(configuration));
  app.use(allowEmbedding(configuration));
  app.use(refuseNul());
  if (configuration.role === 'worker') app.use(workerOnly());
  app.use(templateBody());
  app.useBodyParser('json', { limit: BODY_LIMIT });
  app.use(portraitBody());
  app.use(jsonBody());
  app.setGlobalPrefix('api');
  const project = app.get(Project);
  await serveApiDocuments(app, project.version);
  const elementFolder = options.elementFolder ?? join(project.root, 'dist', 'element');
  if (existsSync(elementFolder)) serveElement(app, elementFolder);
  const clientFolder = options.clientFolder ?? join(project.root, 'dist', 'client', 'browser');
  if (existsSync(clientFolder)) serveClient(app, clientFolder);
  return app;
}
