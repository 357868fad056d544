import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../artifacts/artifacts.module.js';
import { EventsModule } from '../events/events.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { SessionController } from './session.controller.js';
import { SessionRemoval } from './session-removal.js';
import { SessionService } from './session.service.js';
import { SessionStreams } from './session-streams.js';
import { SseController } from './sse.controller.js';
import { Viewers } from './viewers.js';

/** What a browser follows. */
@Module({
  imports: [ArtifactsModule, EventsModule, WorkflowModule],
  controllers: [SseController, SessionController],
  providers: [SessionRemoval, SessionService, SessionStreams, Viewers],
  exports: [SessionRemoval],
})
export class SessionsModule {}
