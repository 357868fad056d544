import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { ProvenanceController } from './provenance.controller.js';
import { ProvenanceService } from './provenance.service.js';

/** Where texts come from. */
@Module({ imports: [EventsModule], controllers: [ProvenanceController], providers: [ProvenanceService] })
export class ProvenanceModule {}
