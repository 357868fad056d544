import { Module } from '@nestjs/common';
import { Compactor } from './compactor.js';
import { EventChannel } from './event-channel.js';
import { EventLog } from './event-log.js';
import { GroupCommit } from './group-commit.js';
import { PostgresEventLog } from './postgres-event-log.js';
import { SessionProjector } from './session-projector.js';

/** The event log and what its events add up to. */
@Module({
  providers: [
    Compactor,
    EventChannel,
    GroupCommit,
    { provide: EventLog, useClass: PostgresEventLog },
    SessionProjector,
  ],
  exports: [Compactor, EventLog, SessionProjector],
})
export class EventsModule {}
