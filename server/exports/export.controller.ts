import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { contentDisposition } from '../artifacts/content-disposition.js';
import { Problem } from '../problem/problem.js';
import { ExportDto, ExportQueryDto, PortraitQueryDto } from './export.dto.js';
import { ExportService, type ExportedFile } from './export.service.js';

const FILE = { schema: { type: 'string', format: 'binary' } } as const;
const CONTENT = {
  'application/json': { schema: { $ref: getSchemaPath(ExportDto) } },
  'application/octet-stream': FILE,
};

/** A session's content as a file for other programs. */
@ApiTags('exports')
@ApiExtraModels(ExportDto)
@Controller('sessions/:session_id/export')
export class ExportController {
  constructor(private readonly exports: ExportService) {}

  /** The content as it stands now, under a name made safe from the character's. */
  @Get()
  @ApiResponse({ status: 200, description: 'The file.', content: CONTENT })
  async download(
    @Param('session_id', ParseUUIDPipe) sessionId: string,
    @Query() { format }: ExportQueryDto,
  ): Promise<StreamableFile> {
    return toDownload(await this.exports.export(sessionId, format));
  }

  /** The character card in a portrait of yours: a PNG of at most 8 MB. Cards that it holds already are replaced. */
  @Post()
  @HttpCode(200)
  @ApiConsumes('image/png')
  @ApiBody(FILE)
  @ApiResponse({ status: 200, description: 'The card.', content: { 'image/png': FILE } })
  async embed(
    @Param('session_id', ParseUUIDPipe) sessionId: string,
    @Query() _query: PortraitQueryDto,
    @Body() portrait: unknown,
  ): Promise<StreamableFile> {
    return toDownload(await this.exports.exportInto(sessionId, asPortrait(portrait)));
  }
}

/** Only `portraitBody()` makes a buffer of a body. */
function asPortrait(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  throw new Problem(415, 'media_type_unsupported', { detail: 'The portrait must be an image/png.' });
}

function toDownload({ title, name, mediaType, bytes }: ExportedFile): StreamableFile {
  return new StreamableFile(bytes, {
    type: mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
    length: bytes.length,
    disposition: contentDisposition(title, name),
  });
}
