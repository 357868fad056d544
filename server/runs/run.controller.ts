import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ContinueRunDto, ResumeRunDto, RunDto, StartedRunDto } from './run.dto.js';
import { RevisionDto } from './revision.dto.js';
import { RevisionService } from './revision.service.js';
import { RunService } from './run.service.js';

/** Runs: look, stop, revise, continue. */
@ApiTags('runs')
@Controller('runs')
export class RunController {
  constructor(
    private readonly runs: RunService,
    private readonly revisions: RevisionService,
  ) {}

  /** The run with the state of its items. */
  @Get(':run_id')
  async get(@Param('run_id', ParseUUIDPipe) runId: string): Promise<RunDto> {
    const { run, state } = await this.runs.get(runId);
    const { started_at, finished_at } = run;
    return {
      run_id: run.id,
      session_id: run.session_id,
      parent_run_id: run.parent_run_id,
      workflow: run.workflow,
      status: run.status,
      error_code: run.error_code,
      created_at: run.created_at,
      started_at,
      finished_at,
      input_tokens: run.input_tokens,
      output_tokens: run.output_tokens,
      cost: run.cost,
      currency: run.currency,
      duration_ms: finished_at && finished_at.getTime() - (started_at ?? finished_at).getTime(),
      session_spent: await this.runs.spentBy(run.session_id),
      stop_requested_at: run.stop_requested_at,
      input: JSON.parse(run.input) as Record<string, unknown>,
      state,
    };
  }

  /** Asks the run to stop. The proof comes as `RUN_FINISHED` with `metadata.stop`; asking again changes nothing. */
  @Post(':run_id/stop')
  @HttpCode(202)
  async stop(@Param('run_id', ParseUUIDPipe) runId: string): Promise<void> {
    await this.runs.stop(runId);
  }

  /**
   * Asks the run to leave one item unfinished: its provider call is aborted, its text is kept as stopped, the others go
   * on. `continue` writes it later.
   */
  @Post(':run_id/items/:item_id/stop')
  @HttpCode(202)
  async stopItem(
    @Param('run_id', ParseUUIDPipe) runId: string,
    @Param('item_id') itemId: string,
  ): Promise<void> {
    await this.runs.stopItem(runId, itemId);
  }

  /**
   * Writes items again, changes them by hand, restores what an earlier attempt wrote, locks them. An active run does it
   * itself, at once; afterwards it is a run of its own, which the answer names. What is replaced stays as an attempt.
   */
  @Post(':run_id/revisions')
  @HttpCode(202)
  async revise(
    @Param('run_id', ParseUUIDPipe) runId: string,
    @Body() request: RevisionDto,
  ): Promise<StartedRunDto> {
    const { sessionId, runId: next } = await this.revisions.revise(runId, request);
    return { session_id: sessionId, run_id: next };
  }

  /**
   * Lets a run go on that waits for a confirmation (`RUN_FINISHED` with the outcome `interrupt`), with what is to be
   * confirmed as it is or changed. To abandon it, stop it.
   */
  @Post(':run_id/resume')
  @HttpCode(202)
  async resume(
    @Param('run_id', ParseUUIDPipe) runId: string,
    @Body() { text }: ResumeRunDto,
  ): Promise<StartedRunDto> {
    const { sessionId, runId: next } = await this.runs.resume(runId, 'resolved', text);
    return { session_id: sessionId, run_id: next };
  }

  /** Writes what is missing after a stop, failures or a reached cap. Finished items are not asked again. */
  @Post(':run_id/continue')
  @HttpCode(202)
  async continue(
    @Param('run_id', ParseUUIDPipe) runId: string,
    @Body() changes: ContinueRunDto,
  ): Promise<StartedRunDto> {
    const { sessionId, runId: next } = await this.runs.continue(runId, changes);
    return { session_id: sessionId, run_id: next };
  }
}
