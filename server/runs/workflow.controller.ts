import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Problem } from '../problem/problem.js';
import { createValidationPipe } from '../problem/validation.pipe.js';
import type { RunRequest } from '../workflow/run-request.dto.js';
import { WorkflowRegistry } from '../workflow/workflow-registry.js';
import { StartedRunDto } from './run.dto.js';
import { RunStarter } from './run-starter.js';

const SUFFIX = '_stream';
const pipe = createValidationPipe();

/**
 * Starts any registered workflow. The request of each is its own DTO, so the OpenAPI names one path a workflow
 * (http/workflow-paths.ts) and the body is validated by the definition's class.
 */
@ApiTags('workflows')
@Controller('workflow')
export class WorkflowController {
  constructor(
    private readonly starter: RunStarter,
    private readonly registry: WorkflowRegistry,
  ) {}

  /** Starts the workflow; 202 as soon as the run is durable. `session_id` in the body starts it in that session. */
  @Post(':workflow_stream')
  @HttpCode(202)
  async start(
    @Param('workflow_stream') name: string,
    @Body() body: Record<string, unknown> | undefined,
  ): Promise<StartedRunDto> {
    if (!name.endsWith(SUFFIX))
      throw new Problem(404, 'workflow_not_found', { detail: 'There is no such workflow.' });
    const definition = this.registry.get(workflowId(name.slice(0, -SUFFIX.length)));
    const metatype = definition.input;
    const input = (await pipe.transform(body ?? {}, { type: 'body', metatype })) as RunRequest;
    const { session_id: session, ...request } = input;
    const { sessionId, runId } = await this.starter.start({ definition, input: request, sessionId: session });
    return { session_id: sessionId, run_id: runId };
  }

  /** What a form of the workflow needs: choices, defaults, estimates. */
  @Get(':workflow/options')
  options(@Param('workflow') name: string): object {
    return this.registry.get(workflowId(name)).options();
  }
}

/** The API says workflow ids with underscores, as the seed does. */
function workflowId(name: string): string {
  return name.replaceAll('_', '-');
}
