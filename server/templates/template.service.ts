import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely, type Selectable } from 'kysely';
import { Database } from '../database/database.js';
import type { Schema, TemplatesTable } from '../database/schema.js';
import { Problem } from '../problem/problem.js';
import { FileReader, type UploadedFile } from '../uploads/file-reader.js';
import { faultsOf } from './template-faults.js';
import { writeTemplate, type TemplateFormat } from './template-file.js';
import { readTemplateRows } from './read-template-rows.js';
import { NO_STYLE, withIds, type TemplateContent } from './template-content.js';
import type {
  ImportedTemplateDto,
  TemplateDto,
  TemplateInput,
  TemplateSummaryDto,
  TemplateVersionDto,
} from './template.dto.js';

/** Templates of one installation. */
const MAX_TEMPLATES = 500;

/** Templates and their versions; a version is written once and stays, archived or not. */
@Injectable()
export class TemplateService {
  constructor(
    private readonly database: Database,
    private readonly reader: FileReader,
  ) {}

  /** Without the archived ones, the latest changed first. */
  async list(): Promise<TemplateSummaryDto[]> {
    const rows = await this.database
      .selectFrom('templates')
      .innerJoin('template_versions', (join) =>
        join
          .onRef('template_versions.template_id', '=', 'templates.id')
          .onRef('template_versions.version', '=', 'templates.version'),
      )
      .select([
        'id',
        'name',
        'templates.version',
        'archived',
        'templates.created_at',
        'updated_at',
        'content',
      ])
      .where('archived', '=', false)
      .orderBy('updated_at', 'desc')
      .execute();
    return rows.map(({ content, ...row }) => toSummary(row, JSON.parse(content) as TemplateContent));
  }

  /** @throws Problem 404 `template_not_found`; archived ones are found */
  async get(id: string, version?: number): Promise<TemplateDto> {
    const template = await this.row(id);
    const content = await this.content(id, version ?? template.version);
    if (!content) throw notFound();
    return { ...toSummary(template, content), version: version ?? template.version, content };
  }

  /**
   * What a version says; undefined when there is none.
   * @param database a transaction reads on its own connection: waiting for a second one while it holds a lock is how
   *   many changes at once would use up the pool
   */
  async content(
    id: string,
    version: number,
    database: Kysely<Schema> = this.database,
  ): Promise<TemplateContent | undefined> {
    const row = await database
      .selectFrom('template_versions')
      .select('content')
      .where('template_id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    return row && (JSON.parse(row.content) as TemplateContent);
  }

  async versions(id: string): Promise<TemplateVersionDto[]> {
    await this.row(id);
    const rows = await this.database
      .selectFrom('template_versions')
      .select(['version', 'created_at'])
      .where('template_id', '=', id)
      .orderBy('version', 'desc')
      .execute();
    return rows.map(({ version, created_at }) => ({ version, created_at: created_at.toISOString() }));
  }

  /**
   * A table becomes a new template, or the next version of one; its style stays.
   * @throws Problem 400 `template_columns_missing` | `template_empty`, 404 `template_not_found`, and what the reader throws
   */
  async import(file: UploadedFile, templateId?: string): Promise<ImportedTemplateDto> {
    const { categories, rejected } = readTemplateRows(await this.reader.readTable(file));
    const name = file.name.replace(/\.[^.]*$/, '').slice(0, 100) || file.name;
    const template = templateId
      ? await this.next(templateId, (before) => ({
          categories: withIds(categories, before),
          style: before.style,
        }))
      : await this.create(name, { categories: withIds(categories), style: NO_STYLE });
    return { template, rejected };
  }

  /** @throws Problem 400 `validation_failed`, 409 `template_changed`, 404 `template_not_found` */
  async change(id: string, { name, base_version, categories, style }: TemplateInput): Promise<TemplateDto> {
    const errors = faultsOf(categories);
    if (errors.length > 0) {
      throw new Problem(400, 'validation_failed', { detail: 'Some parts are wrong.', errors });
    }
    return this.next(id, (before) => ({ categories: withIds(categories, before), style }), {
      name,
      base_version,
    });
  }

  /** It is offered no more; runs that were started with it go on. @throws Problem 404 `template_not_found` */
  async archive(id: string): Promise<void> {
    await this.row(id);
    await this.database.updateTable('templates').set({ archived: true }).where('id', '=', id).execute();
  }

  /** In the columns in which it is imported. */
  async export(
    id: string,
    format: TemplateFormat,
    version?: number,
  ): Promise<{ name: string; bytes: Buffer }> {
    const { name, content } = await this.get(id, version);
    return { name, bytes: await writeTemplate(content.categories, format) };
  }

  private async create(name: string, content: TemplateContent): Promise<TemplateDto> {
    const { count } = await this.database
      .selectFrom('templates')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (count >= MAX_TEMPLATES) {
      throw new Problem(409, 'too_many_templates', {
        detail: `There are ${count} templates; no more are kept.`,
      });
    }
    const id = randomUUID();
    await this.database.transaction().execute(async (trx) => {
      await trx.insertInto('templates').values({ id, name, version: 1 }).execute();
      const values = { template_id: id, version: 1, content: JSON.stringify(content) };
      await trx.insertInto('template_versions').values(values).execute();
    });
    return this.get(id);
  }

  /** The row's lock makes changes queue up. */
  private async next(
    id: string,
    make: (before: TemplateContent) => TemplateContent,
    change?: { name: string; base_version: number },
  ): Promise<TemplateDto> {
    await this.database.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('templates')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      if (!row) throw notFound();
      if (change && change.base_version !== row.version) {
        const detail = `Somebody has made version ${row.version} meanwhile. Load it, and change that one.`;
        throw new Problem(409, 'template_changed', { detail });
      }
      const before = (await this.content(id, row.version, trx))!;
      const version = row.version + 1;
      const content = JSON.stringify(make(before));
      await trx.insertInto('template_versions').values({ template_id: id, version, content }).execute();
      await trx
        .updateTable('templates')
        .set({ version, archived: false, updated_at: sql`now()`, ...(change && { name: change.name }) })
        .where('id', '=', id)
        .execute();
    });
    return this.get(id);
  }

  private async row(id: string): Promise<Selectable<TemplatesTable>> {
    const row = await this.database
      .selectFrom('templates')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) throw notFound();
    return row;
  }
}

function toSummary(
  { id, name, version, updated_at }: Selectable<TemplatesTable>,
  { categories }: TemplateContent,
): TemplateSummaryDto {
  const items = categories.reduce((sum, category) => sum + category.items.length, 0);
  return { id, name, version, categories: categories.length, items, updated_at: updated_at.toISOString() };
}

function notFound(): Problem {
  return new Problem(404, 'template_not_found', { detail: 'There is no such template.' });
}
