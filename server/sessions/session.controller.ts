import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  EventsQueryDto,
  RenameSessionDto,
  SessionEventsDto,
  SessionListDto,
  SessionsQueryDto,
  SnapshotDto,
} from './session.dto.js';
import { SessionRemoval } from './session-removal.js';
import { SessionService } from './session.service.js';

/** Sessions as plain JSON: the list, a snapshot, the events by long-poll. */
@ApiTags('sessions')
@Controller('sessions')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly removal: SessionRemoval,
  ) {}

  /** The sessions, the most recently used first, page by page. */
  @Get()
  list(@Query() query: SessionsQueryDto): Promise<SessionListDto> {
    return this.sessions.list(query);
  }

  /** Calls the session something else; its runs and files keep their titles. */
  @Patch(':session_id')
  @HttpCode(204)
  rename(
    @Param('session_id', ParseUUIDPipe) sessionId: string,
    @Body() { title }: RenameSessionDto,
  ): Promise<void> {
    return this.sessions.rename(sessionId, title);
  }

  /** Deletes the session for good: its log, runs and files. Not while a run is active. */
  @Delete(':session_id')
  @HttpCode(204)
  remove(@Param('session_id', ParseUUIDPipe) sessionId: string): Promise<void> {
    return this.removal.remove(sessionId);
  }

  /** The session as it stands, so that a page loads 230 items at once and follows from `seq`. */
  @Get(':session_id/snapshot')
  snapshot(@Param('session_id', ParseUUIDPipe) sessionId: string): Promise<SnapshotDto> {
    return this.sessions.snapshot(sessionId);
  }

  /** The same events as the stream's; with `wait` as a long-poll, for networks where streams do not pass. */
  @Get(':session_id/events')
  events(
    @Param('session_id', ParseUUIDPipe) sessionId: string,
    @Query() query: EventsQueryDto,
  ): Promise<SessionEventsDto> {
    return this.sessions.events(sessionId, query);
  }
}
