import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../artifacts/artifacts.module.js';
import { EventsModule } from '../events/events.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { ActiveRunFactory } from './active-run.factory.js';
import { LeaseDesk } from './lease.js';
import { RunController } from './run.controller.js';
import { RunQueue } from './run-queue.js';
import { RunService } from './run.service.js';
import { RunWorker } from './run-worker.js';
import { WorkerPresence } from './worker-presence.js';
import { WorkflowController } from './workflow.controller.js';

/** Runs: their rows, leases, worker and endpoints. */
@Module({
  imports: [ArtifactsModule, EventsModule, WorkflowModule],
  controllers: [RunController, WorkflowController],
  providers: [ActiveRunFactory, LeaseDesk, RunQueue, RunService, RunWorker, WorkerPresence],
})
export class RunsModule {}
