import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  UploadedFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { FileReader } from '../uploads/file-reader.js';
import { type ReceivedFile, ReceivesFile, toUpload } from '../uploads/receives-file.js';
import { CastDto, CastInput, CastListDto, RosterDto } from './cast.dto.js';
import { CastService } from './cast.service.js';
import { readRoster } from './read-roster.js';

/** Many characters with the same settings. */
@ApiTags('casts')
@Controller('casts')
export class CastController {
  constructor(
    private readonly casts: CastService,
    private readonly reader: FileReader,
  ) {}

  /** All casts. */
  @Get()
  async list(): Promise<CastListDto> {
    return { casts: await this.casts.list() };
  }

  /** Reads a roster (CSV or XLSX with the columns 姓名,基本信息); nothing is stored. */
  @Post('import')
  @HttpCode(200)
  @ReceivesFile()
  async read(@UploadedFile() file: ReceivedFile | undefined): Promise<RosterDto> {
    return readRoster(await this.reader.readTable(toUpload(file)));
  }

  /** Checks all characters, then starts them, so many at a time. */
  @Post()
  create(@Body() input: CastInput): Promise<CastDto> {
    return this.casts.create(input);
  }

  /** Where each of them stands. */
  @Get(':cast_id')
  get(@Param('cast_id', ParseUUIDPipe) id: string): Promise<CastDto> {
    return this.casts.get(id);
  }

  /** Stops those that are written, and starts no more. */
  @Post(':cast_id/stop')
  @HttpCode(202)
  stop(@Param('cast_id', ParseUUIDPipe) id: string): Promise<void> {
    return this.casts.stop(id);
  }

  /** Goes on: with those that wait, were stopped, or have failed. */
  @Post(':cast_id/continue')
  @HttpCode(202)
  continue(@Param('cast_id', ParseUUIDPipe) id: string): Promise<void> {
    return this.casts.continue(id);
  }

  /** Forgets the cast; the sessions stay. */
  @Delete(':cast_id')
  @HttpCode(204)
  remove(@Param('cast_id', ParseUUIDPipe) id: string): Promise<void> {
    return this.casts.remove(id);
  }
}
