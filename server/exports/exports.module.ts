import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module.js';
import { EventsModule } from '../events/events.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { ExportController } from './export.controller.js';
import { ExportService } from './export.service.js';

/** Files for other programs, made of a session. */
@Module({
  imports: [CardsModule, EventsModule, WorkflowModule],
  controllers: [ExportController],
  providers: [ExportService],
})
export class ExportsModule {}
