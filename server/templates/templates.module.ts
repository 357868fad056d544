import { Module } from '@nestjs/common';
import { UploadsModule } from '../uploads/uploads.module.js';
import { BuiltInTemplate } from './built-in-template.js';
import { TemplateController } from './template.controller.js';
import { TemplateService } from './template.service.js';

/** Templates of people, and their versions. */
@Module({
  imports: [UploadsModule],
  controllers: [TemplateController],
  providers: [BuiltInTemplate, TemplateService],
  exports: [BuiltInTemplate, TemplateService],
})
export class TemplatesModule {}
