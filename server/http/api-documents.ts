import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import metadata from '../metadata.js';
import { ProblemDto } from '../problem/problem.dto.js';
import { WorkflowRegistry } from '../workflow/workflow-registry.js';
import { nameWorkflowPaths } from './workflow-paths.js';

/** Serves Swagger's page at `/api/docs` and the OpenAPI at `/api/docs-json`, made at the first request of either. */
export async function serveApiDocuments(app: INestApplication, version: string): Promise<void> {
  await SwaggerModule.loadPluginMetadata(metadata);
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('api/docs', app, () => (document ??= createDocument(app, version)), {
    jsonDocumentUrl: 'api/docs-json',
    yamlDocumentUrl: 'api/docs-yaml',
    customSiteTitle: 'ZZZero API',
  });
}

function createDocument(app: INestApplication, version: string): OpenAPIObject {
  const options = new DocumentBuilder()
    .setTitle('ZZZero')
    .setDescription(
      'Long LLM workflows, streamed live. Every error is `application/problem+json` (RFC 9457) with a stable `code`.',
    )
    .setVersion(version)
    .build();
  const workflows = app.get(WorkflowRegistry).all();
  const extraModels = workflows.flatMap(({ input, optionsType }) => [
    input,
    ...(optionsType ? [optionsType] : []),
  ]);
  const document = SwaggerModule.createDocument(app, options, { extraModels: [...extraModels, ProblemDto] });
  return withProblems(nameWorkflowPaths(document, workflows));
}

/** Every operation can fail, and always in the one format. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  const problem = {
    description: 'A failure; `code` says which.',
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'delete'] as const) {
      const operation = path[method];
      if (operation) operation.responses = { ...operation.responses, default: problem };
    }
  }
  return document;
}
