import { type DynamicModule, Module } from '@nestjs/common';
import { RunsModule } from '../runs/runs.module.js';
import { UploadsModule } from '../uploads/uploads.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { CastController } from './cast.controller.js';
import { CastDirector } from './cast-director.js';
import { CastService } from './cast.service.js';

/** Characters that are written together. */
@Module({
  imports: [RunsModule, UploadsModule, WorkflowModule],
  controllers: [CastController],
  providers: [CastService],
})
export class CastsModule {
  /** On a server that works runs the members are started too. */
  static withDirector(): DynamicModule {
    return { module: CastsModule, providers: [CastDirector] };
  }
}
