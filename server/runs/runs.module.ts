import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { RevisionService } from './revision.service.js';
import { RunController } from './run.controller.js';
import { RunQueue } from './run-queue.js';
import { RunStarter } from './run-starter.js';
import { RunService } from './run.service.js';
import { WorkflowController } from './workflow.controller.js';

/** Runs as they are asked for: their rows and endpoints. */
@Module({
  imports: [EventsModule, WorkflowModule],
  controllers: [RunController, WorkflowController],
  providers: [RevisionService, RunQueue, RunService, RunStarter],
  exports: [RunQueue, RunService, RunStarter],
})
export class RunsModule {}
