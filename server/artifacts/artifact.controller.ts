import { Controller, Get, Param, ParseUUIDPipe, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Database } from '../database/database.js';
import { Problem } from '../problem/problem.js';
import { ArtifactListDto } from './artifact.dto.js';
import { contentDisposition } from './content-disposition.js';
import { OutputFolder } from './output-folder.js';

/** The files of a session, served from the database by any replica. */
@ApiTags('artifacts')
@Controller('sessions/:session_id/artifacts')
export class ArtifactController {
  constructor(
    private readonly database: Database,
    private readonly folder: OutputFolder,
  ) {}

  /** All files, while the run goes on too. */
  @Get()
  async list(@Param('session_id', ParseUUIDPipe) sessionId: string): Promise<ArtifactListDto> {
    await this.title(sessionId);
    const rows = await this.database
      .selectFrom('artifacts')
      .select(['name', 'media_type', 'bytes', 'sha256', 'updated_at'])
      .where('session_id', '=', sessionId)
      .orderBy('name')
      .execute();
    const url = (name: string): string => `/api/sessions/${sessionId}/artifacts/${encodeURIComponent(name)}`;
    return {
      folder: this.folder.path(sessionId),
      artifacts: rows.map((row) => ({ ...row, url: url(row.name) })),
    };
  }

  /** One file, under a name made safe from the character's. */
  @Get(':name')
  @ApiProduces('application/octet-stream')
  async download(
    @Param('session_id', ParseUUIDPipe) sessionId: string,
    @Param('name') name: string,
  ): Promise<StreamableFile> {
    const title = await this.title(sessionId);
    const row = await this.database
      .selectFrom('artifacts')
      .select(['content', 'media_type', 'bytes'])
      .where('session_id', '=', sessionId)
      .where('name', '=', name)
      .executeTakeFirst();
    if (!row) throw new Problem(404, 'artifact_not_found', { detail: 'There is no such file.' });
    const type = row.media_type.startsWith('text/') ? `${row.media_type}; charset=utf-8` : row.media_type;
    return new StreamableFile(row.content, {
      type,
      length: row.bytes,
      disposition: contentDisposition(title, name),
    });
  }

  private async title(sessionId: string): Promise<string> {
    const session = await this.database
      .selectFrom('sessions')
      .select('title')
      .where('id', '=', sessionId)
      .executeTakeFirst();
    if (!session) throw new Problem(404, 'session_not_found', { detail: 'There is no such session.' });
    return session.title;
  }
}
