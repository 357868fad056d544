import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  StreamableFile,
  UploadedFile,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { contentDisposition } from '../artifacts/content-disposition.js';
import { type ReceivedFile, ReceivesFile, toUpload } from '../uploads/receives-file.js';
import { BuiltInTemplate } from './built-in-template.js';
import {
  BuiltInExportQueryDto,
  ImportedTemplateDto,
  TemplateDto,
  TemplateExportQueryDto,
  TemplateImportQueryDto,
  TemplateInput,
  TemplateListDto,
  TemplateQueryDto,
  TemplateVersionListDto,
} from './template.dto.js';
import type { TemplateFormat } from './template-file.js';
import { TemplateService } from './template.service.js';

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** What people want to have written. */
@ApiTags('templates')
@Controller('templates')
export class TemplateController {
  constructor(
    private readonly templates: TemplateService,
    private readonly builtIn: BuiltInTemplate,
  ) {}

  /** All templates of people; the built-in one is in the workflow's options. */
  @Get()
  async list(): Promise<TemplateListDto> {
    return { templates: await this.templates.list() };
  }

  /** Makes a template of a table (CSV or XLSX) with the columns 类别,条目,内容,关键词,备注. */
  @Post('import')
  @ReceivesFile()
  import(
    @UploadedFile() file: ReceivedFile | undefined,
    @Query() { template_id }: TemplateImportQueryDto,
  ): Promise<ImportedTemplateDto> {
    return this.templates.import(toUpload(file), template_id);
  }

  /** The built-in template as a table to start from. */
  @Get('built-in/export')
  @ApiResponse({ status: 200, description: 'The file.', schema: { type: 'string', format: 'binary' } })
  async exportBuiltIn(@Query() { format, language }: BuiltInExportQueryDto): Promise<StreamableFile> {
    return toFile('built-in', format, await this.builtIn.export(format, language));
  }

  /** A template in its latest version, or in another. */
  @Get(':template_id')
  get(
    @Param('template_id', ParseUUIDPipe) id: string,
    @Query() { version }: TemplateQueryDto,
  ): Promise<TemplateDto> {
    return this.templates.get(id, version);
  }

  /** Makes the next version. */
  @Put(':template_id')
  change(
    @Param('template_id', ParseUUIDPipe) id: string,
    @Body() input: TemplateInput,
  ): Promise<TemplateDto> {
    return this.templates.change(id, input);
  }

  /** Offers it no more; what was started with it goes on. */
  @Delete(':template_id')
  @HttpCode(204)
  archive(@Param('template_id', ParseUUIDPipe) id: string): Promise<void> {
    return this.templates.archive(id);
  }

  /** When it was changed. */
  @Get(':template_id/versions')
  async versions(@Param('template_id', ParseUUIDPipe) id: string): Promise<TemplateVersionListDto> {
    return { versions: await this.templates.versions(id) };
  }

  /** The table from which it can be imported again. */
  @Get(':template_id/export')
  @ApiResponse({ status: 200, description: 'The file.', schema: { type: 'string', format: 'binary' } })
  async export(
    @Param('template_id', ParseUUIDPipe) id: string,
    @Query() { format, version }: TemplateExportQueryDto,
  ): Promise<StreamableFile> {
    const { name, bytes } = await this.templates.export(id, format, version);
    return toFile(name, format, bytes);
  }
}

function toFile(name: string, format: TemplateFormat, bytes: Buffer): StreamableFile {
  return new StreamableFile(bytes, {
    type: MEDIA_TYPES[format],
    length: bytes.length,
    disposition: contentDisposition(name, `template.${format}`),
  });
}
