import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsText } from '../problem/is-text.js';
import { RunStateDocument } from '../workflow/run-state.dto.js';
import { SpendingDto } from '../workflow/spending.dto.js';
import { CURSOR } from './session-page.js';

/** A new session. */
export class CreatedSessionDto {
  /** Follow it at `/api/sse/stream/{session_id}`; start runs in it with `session_id`. */
  session_id: string;
}

/** A session in the list. */
export class SessionDto {
  id: string;
  /** What somebody calls it, else e.g. the character's name; empty before the first run. */
  title: string;
  /** Workflow id of the latest run; empty before the first. */
  workflow: string;
  /** State of the latest run. */
  status: 'idle' | 'queued' | 'running' | 'interrupted' | 'finished' | 'cancelled' | 'failed';
  /** The latest run. */
  run_id: string | null;
  /** Spent by all runs that have ended. */
  tokens: number;
  /** Of the same, by the prices of their time; null where they are not known, or the currencies differ. */
  cost: number | null;
  /** ISO 4217. */
  currency: string | null;
  /** Of all runs that have ended, from the first work to the end. */
  duration_ms: number;
  /** Spent by the latest run alone; null before it has ended. */
  latest_run: SpendingDto | null;
  created_at: Date;
  updated_at: Date;
}

/** A page of the sessions. */
export class SessionListDto {
  /** The most recently used first. */
  sessions: SessionDto[];
  /** For the next page; null on the last. */
  next_cursor: string | null;
}

/** Which sessions. */
export class SessionsQueryDto {
  /** Part of the title. */
  @IsOptional()
  @IsText()
  @MaxLength(200)
  q?: string;

  /** `next_cursor` of the page before. */
  @IsOptional()
  @Matches(CURSOR)
  cursor?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;
}

/** What is to be changed about a session. */
export class RenameSessionDto {
  /** One line of 1–80 characters. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsText()
  @Length(1, 80)
  @Matches(/^[^\n\r]*$/, { message: 'must be one line' })
  title: string;
}

/** A message as it stands. */
export class MessageDto {
  /** `<step>.<attempt>`, reasoning with `r` appended. */
  id: string;
  role: 'assistant' | 'reasoning';
  step: string;
  attempt: number;
  text: string;
  status: 'open' | 'complete' | 'cut' | 'failed' | 'superseded' | 'stopped';
  /** Sequence number of its end, once it has ended. */
  ended?: number;
  /** When it began, ms since 1970; old logs do not say. */
  beganAt?: number;
  /** When it ended. */
  endedAt?: number;
}

/** What a step does besides writing, as it was told last. */
export class ActivityDto {
  /** `<step>.<attempt>a`. */
  id: string;
  step: string;
  attempt: number;
  /** E.g. `RESEARCH`: `content` holds `queries` and `hits`. */
  type: string;
  content: Record<string, unknown>;
}

/** Everything that the events up to `seq` add up to; follow from `seq`. */
export class SnapshotDto {
  seq: number;
  /** The state document; empty (`{}`) before the first run. */
  @ApiProperty({ type: RunStateDocument })
  state: Partial<RunStateDocument>;
  /** In the order in which they began. */
  messages: MessageDto[];
  /** In the order in which they began. */
  activities: ActivityDto[];
}

/** Where to read on, and how long to wait. */
export class EventsQueryDto {
  /** Events after this sequence number. */
  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  after: number = 0;

  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000)
  limit: number = 500;

  /** Seconds to wait for the first event, when there is none yet. */
  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(25)
  wait: number = 0;
}

/** An event with its number and time. */
export class SessionEventDto {
  seq: number;
  at: Date;
  /** The AG-UI event. */
  event: Record<string, unknown>;
}

/** A page of a session's log, and where the session stands. */
export class SessionEventsDto {
  events: SessionEventDto[];
  /** The last number of the session. */
  head: number;
  /** Whether a run is active; when not, nothing more will come by itself. */
  active: boolean;
}

/** How to follow. */
export class StreamQueryDto {
  /** Resume after this sequence number; the header `Last-Event-ID` wins. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  last_event_id?: number;

  /** `event`: heartbeats as `event: heartbeat` with the cursor, instead of comments. */
  @IsOptional()
  @IsIn(['comment', 'event'])
  heartbeat?: 'comment' | 'event';

  /** `never`: stay open after the end of the run. */
  @IsOptional()
  @IsIn(['end', 'never'])
  until?: 'end' | 'never';
}

/** How to follow several sessions at once. */
export class StreamsQueryDto {
  /**
   * `<session>:<number>,…`: of each session, resume after this sequence number; an `r` after the number says that you
   * have been told of its rest there. At most 32 sessions; the header `Last-Event-ID` wins.
   */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  cursor?: string;

  /**
   * Seconds: a short answer instead of a stream, for networks that pass on only what has ended. It ends with what there
   * is, or as soon as something comes, or after this time.
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(25)
  hold?: number;
}

/** How the network is to be probed. */
export class ProbeQueryDto {
  /** How many events to send. */
  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(10)
  events: number = 4;

  /** Between two of them, ms. */
  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(50)
  @Max(1_000)
  interval: number = 250;
}
