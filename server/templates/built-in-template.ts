import { Injectable } from '@nestjs/common';
import { Problem } from '../problem/problem.js';
import type { TemplateCategoryContent } from './template-content.js';
import { writeTemplate, type TemplateFormat } from './template-file.js';

/** Reads the template in one language. */
type ReadTemplate = (language: 'zh' | 'en') => readonly TemplateCategoryContent[];

/** The template that comes with a workflow, which offers it here at its start: this room knows no workflow. */
@Injectable()
export class BuiltInTemplate {
  private read?: ReadTemplate;

  offer(read: ReadTemplate): void {
    this.read = read;
  }

  /** A table for people to start from. @throws Problem 404 `template_not_found` where no workflow has one */
  async export(format: TemplateFormat, language: 'zh' | 'en'): Promise<Buffer> {
    if (!this.read) {
      throw new Problem(404, 'template_not_found', { detail: 'There is no built-in template.' });
    }
    return writeTemplate(this.read(language), format, language);
  }
}
