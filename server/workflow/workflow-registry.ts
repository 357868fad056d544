import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Problem } from '../problem/problem.js';
import { WorkflowDefinition } from './workflow-definition.js';
import { Workflow } from './workflow.decorator.js';

/** Every workflow of the application, by id. */
@Injectable()
export class WorkflowRegistry implements OnModuleInit {
  private readonly definitions = new Map<string, WorkflowDefinition>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders({ metadataKey: Workflow.KEY })) {
      if (!isDefinition(instance)) continue;
      if (this.definitions.has(instance.id)) throw new Error(`Two workflows are called "${instance.id}".`);
      this.definitions.set(instance.id, instance);
    }
  }

  all(): WorkflowDefinition[] {
    return [...this.definitions.values()];
  }

  /** @throws Problem 404 `workflow_not_found`. */
  get(id: string): WorkflowDefinition {
    const definition = this.definitions.get(id);
    if (!definition) throw new Problem(404, 'workflow_not_found', { detail: 'There is no such workflow.' });
    return definition;
  }
}

function isDefinition(instance: unknown): instance is WorkflowDefinition {
  return instance instanceof WorkflowDefinition;
}
