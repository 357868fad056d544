import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../artifacts/artifacts.module.js';
import { EventsModule } from '../events/events.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { RetentionService } from './retention.service.js';

/** What is kept, and in how many bytes. */
@Module({
  imports: [ArtifactsModule, EventsModule, SessionsModule],
  providers: [RetentionService],
})
export class RetentionModule {}
