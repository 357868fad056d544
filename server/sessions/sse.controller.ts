import { Controller, Get, Headers, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { parseCursorVector } from './cursor-vector.js';
import { parseCursor } from './parse-cursor.js';
import { sendProbe } from './probe-response.js';
import { CreatedSessionDto, ProbeQueryDto, StreamQueryDto, StreamsQueryDto } from './session.dto.js';
import { SessionService } from './session.service.js';
import { SessionStreams } from './session-streams.js';

/** Live streams of sessions. */
@ApiTags('streaming')
@Controller('sse')
export class SseController {
  constructor(
    private readonly sessions: SessionService,
    private readonly streams: SessionStreams,
  ) {}

  /** A session without runs; its stream can be opened before the first run starts. */
  @Post('create_session')
  async createSession(): Promise<CreatedSessionDto> {
    return { session_id: await this.sessions.create() };
  }

  /**
   * The session's AG-UI events, from the cursor to live. `id:` is the sequence number, so an EventSource resumes
   * exactly, at any time, on any replica. A heartbeat comes at once and every 10 s: a comment, or with
   * `heartbeat=event` an event with `{ "cursor", "retry_ms", "spread_ms", "replica" }` as in `streams`. When a run has ended and none is
   * active the stream closes; asked again at the end it answers 204, which ends an EventSource. When the database is in
   * trouble an `event: database` says so, with `{ "status": "unreachable" | "read_only" | "disk_full" | "ok", "detail" }`
   * and the cursor as `id`; it is no part of the log.
   */
  @Get('stream/:session_id')
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Resume after this sequence number.' })
  @ApiNoContentResponse({ description: 'Everything is read and no run is active.' })
  stream(
    @Param('session_id', ParseUUIDPipe) sessionId: string,
    @Query() { heartbeat, last_event_id, until }: StreamQueryDto,
    @Headers('last-event-id') header: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const cursor = parseCursor(header) ?? last_event_id ?? 0;
    return this.streams.sendOne(response, sessionId, cursor, { heartbeat, stayOpen: until === 'never' });
  }

  /**
   * Several sessions over one connection, for a browser with many tabs. Each event comes as
   * `{ "session_id", "seq", "event" }`, and `id:` is the whole vector of cursors, so an EventSource resumes all of them
   * exactly. The stream has no end: `event: rest` with `{ "session_id", "seq" }` says that the session's last run has
   * ended, and a later run of it shows up all the same; `event: refused` with `{ "session_id", "code" }` that a session
   * cannot be followed (`session_not_found`, `cursor_ahead`; `too_many_viewers` for the time being). Heartbeats are
   * events: `{ "cursor", "retry_ms", "spread_ms", "replica" }`. `replica` names the server that answers. Should it go, all
   * its viewers come back: after `retry_ms`, which is another time for each of them, as `retry:` tells an EventSource; or
   * at a moment of one's own choosing within `spread_ms`, which is the same for all and grows with their number.
   */
  @Get('streams')
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Resume after this vector of cursors.' })
  streamMany(
    @Query() { cursor, hold }: StreamsQueryDto,
    @Headers('last-event-id') header: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const vector = header
      ? parseCursorVector(header, 'Last-Event-ID')
      : parseCursorVector(cursor ?? '', 'cursor');
    return this.streams.sendMany(response, vector, hold);
  }

  /**
   * A few events at known times, with the headers of a stream: whoever gets them all at once is behind a proxy that
   * buffers. Each `event: probe` carries `{ "n", "of", "sent_ms" }`, the time since the first.
   */
  @Get('probe')
  @ApiProduces('text/event-stream')
  probe(@Query() query: ProbeQueryDto, @Res() response: Response): void {
    sendProbe(response, query);
  }
}
