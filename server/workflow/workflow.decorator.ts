import { DiscoveryService } from '@nestjs/core';

/** Marks a `WorkflowDefinition` class, so that the registry finds it. */
export const Workflow = DiscoveryService.createDecorator<void>();
