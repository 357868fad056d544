import { IsOptional, IsUUID } from 'class-validator';

/** What every workflow's request may say. */
export class RunRequest {
  /** Starts the run in this session; without it a new one is made. */
  @IsOptional()
  @IsUUID()
  session_id?: string;
}
