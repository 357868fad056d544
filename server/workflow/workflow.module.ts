import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { EventsModule } from '../events/events.module.js';
import { ExponentialBackoff, RetryPolicy } from './retry.js';
import { WorkflowRegistry } from './workflow-registry.js';
import { WorkflowService } from './workflow.service.js';

/** The engine. */
@Module({
  imports: [DiscoveryModule, EventsModule],
  providers: [
    WorkflowRegistry,
    WorkflowService,
    { provide: RetryPolicy, useFactory: () => new ExponentialBackoff() },
  ],
  exports: [WorkflowRegistry, WorkflowService],
})
export class WorkflowModule {}
