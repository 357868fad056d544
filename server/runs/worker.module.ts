import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../artifacts/artifacts.module.js';
import { EventsModule } from '../events/events.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { ActiveRunFactory } from './active-run.factory.js';
import { LeaseDesk } from './lease.js';
import { RunWorker } from './run-worker.js';
import { RunsModule } from './runs.module.js';
import { WorkerPresence } from './worker-presence.js';

/** Runs as they are worked; absent on a server that serves viewers alone. */
@Module({
  imports: [ArtifactsModule, EventsModule, RunsModule, WorkflowModule],
  providers: [ActiveRunFactory, LeaseDesk, RunWorker, WorkerPresence],
})
export class WorkerModule {}
