import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';
import { SseController } from './sse.controller.js';
import { Viewers } from './viewers.js';

/** What a browser follows. */
@Module({
  imports: [EventsModule, WorkflowModule],
  controllers: [SseController, SessionController],
  providers: [SessionService, Viewers],
})
export class SessionsModule {}
