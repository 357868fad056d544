import { Controller, Get, Headers, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Configuration } from '../config/configuration.js';
import { DatabaseCondition } from '../database/database-condition.js';
import { WorkflowService } from '../workflow/workflow.service.js';
import { EventResponse } from './event-response.js';
import { parseCursor } from './parse-cursor.js';
import { CreatedSessionDto, StreamQueryDto } from './session.dto.js';
import { SessionService } from './session.service.js';
import { Viewers } from './viewers.js';

/** Live streams of sessions. */
@ApiTags('streaming')
@Controller('sse')
export class SseController {
  constructor(
    private readonly sessions: SessionService,
    private readonly workflow: WorkflowService,
    private readonly viewers: Viewers,
    private readonly condition: DatabaseCondition,
    private readonly configuration: Configuration,
  ) {}

  /** A session without runs; its stream can be opened before the first run starts. */
  @Post('create_session')
  async createSession(): Promise<CreatedSessionDto> {
    return { session_id: await this.sessions.create() };
  }

  /**
   * The session's AG-UI events, from the cursor to live. `id:` is the sequence number, so an EventSource resumes
   * exactly, at any time, on any replica. A heartbeat comes at once and every 10 s. When a run has ended and none is
   * active the stream closes; asked again at the end it answers 204, which ends an EventSource. When the database is in
   * trouble an `event: database` says so, with `{ "status": "unreachable" | "read_only" | "disk_full" | "ok", "detail" }`
   * and the cursor as `id`; it is no part of the log.
   */
  @Get('stream/:session_id')
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Resume after this sequence number.' })
  @ApiNoContentResponse({ description: 'Everything is read and no run is active.' })
  async stream(
    @Param('session_id', ParseUUIDPipe) sessionId: string,
    @Query() query: StreamQueryDto,
    @Headers('last-event-id') header: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    // Everything that can be a 4xx happens before the first byte: after that the status line is gone.
    const cursor = parseCursor(header) ?? query.last_event_id ?? 0;
    const { head, active, hasRuns } = await this.sessions.positionFor(sessionId, cursor);
    const stayOpen = query.until === 'never';
    if (!stayOpen && hasRuns && !active && cursor === head) {
      response.status(204).end();
      return;
    }
    this.viewers.assertRoom(sessionId);
    const viewer = new EventResponse(response, {
      cursor,
      heartbeat: query.heartbeat ?? 'comment',
      maxBacklog: this.configuration.maxBacklog,
      database: this.condition.changes,
      finished: async ({ seq }) => {
        if (stayOpen) return false;
        const now = await this.sessions.position(sessionId);
        return !now.active && now.head === seq;
      },
    });
    viewer.send(this.viewers.counted(sessionId, this.workflow.stream(sessionId, cursor, viewer.drained)));
  }
}
