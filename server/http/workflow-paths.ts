import type { Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { WorkflowDefinition } from '../workflow/workflow-definition.js';

type Path = NonNullable<OpenAPIObject['paths'][string]>;

const STREAM = '/api/workflow/{workflow_stream}';
const OPTIONS = '/api/workflow/{workflow}/options';

/**
 * One controller serves every workflow; readers of the API want each by its name, with its own request. Replaces the
 * two generic paths. The requests' schemas must be in the document (`extraModels`).
 */
export function nameWorkflowPaths(
  document: OpenAPIObject,
  workflows: readonly WorkflowDefinition[],
): OpenAPIObject {
  const { [STREAM]: stream, [OPTIONS]: options, ...paths } = document.paths;
  for (const { id, title, input, optionsType } of workflows) {
    const name = id.replaceAll('-', '_');
    if (stream?.post) {
      const schema = { $ref: `#/components/schemas/${input.name}` };
      const requestBody = { required: true, content: { 'application/json': { schema } } };
      paths[`/api/workflow/${name}_stream`] = named(stream, 'post', `start_${name}`, title.en, {
        requestBody,
      });
    }
    if (options?.get) {
      paths[`/api/workflow/${name}/options`] = named(options, 'get', `options_${name}`, title.en, {
        ...(optionsType && { responses: { 200: answers(optionsType) } }),
      });
    }
  }
  return { ...document, paths };
}

function answers(type: Type<object>): object {
  const schema = { $ref: `#/components/schemas/${type.name}` };
  return { description: '', content: { 'application/json': { schema } } };
}

function named(path: Path, method: 'get' | 'post', operationId: string, title: string, more: object): Path {
  const operation = path[method]!;
  return {
    [method]: {
      ...operation,
      ...more,
      operationId,
      summary: `${title}: ${operation.summary ?? ''}`,
      parameters: [],
    },
  };
}
