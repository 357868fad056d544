import { Injectable } from '@nestjs/common';
import { CardService } from '../cards/card.service.js';
import type { ReadCard } from '../cards/read-card.js';
import { Database } from '../database/database.js';
import { SessionProjector } from '../events/session-projector.js';
import { Problem } from '../problem/problem.js';
import { readContent } from '../workflow/session-content.js';
import { WorkflowRegistry } from '../workflow/workflow-registry.js';
import { cardExporters } from './cards/card.exporters.js';
import { embedCards } from './cards/portrait-card.js';
import type { ExportFormat } from './export.dto.js';
import type { Exporter, ExportSource } from './exporter.js';
import { csvExporter } from './formats/csv.exporter.js';
import { docxExporter } from './formats/docx.exporter.js';
import { jsonExporter } from './formats/json.exporter.js';
import { markdownExporter } from './formats/markdown.exporter.js';
import { xlsxExporter } from './formats/xlsx.exporter.js';

const EXPORTERS: ReadonlyMap<ExportFormat, Exporter> = new Map(
  [jsonExporter, markdownExporter, docxExporter, xlsxExporter, csvExporter, ...cardExporters].map(
    (exporter) => [exporter.format, exporter],
  ),
);

/** A file made for one download; it is stored nowhere. */
export interface ExportedFile {
  title: string;
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** Makes files of what a session has written, at the moment of asking: a running one gives what is finished. */
@Injectable()
export class ExportService {
  constructor(
    private readonly database: Database,
    private readonly projector: SessionProjector,
    private readonly registry: WorkflowRegistry,
    private readonly cards: CardService,
  ) {}

  /** @throws Problem 404 `session_not_found`, 409 `nothing_to_export` | `not_a_character` */
  async export(sessionId: string, format: ExportFormat): Promise<ExportedFile> {
    const exporter = EXPORTERS.get(format)!;
    const source = await this.source(sessionId);
    const { title } = source.content;
    return { title, name: exporter.file, mediaType: exporter.mediaType, bytes: await exporter.write(source) };
  }

  /** The card in a portrait of the user's. @throws Problem as `export()`, and 400 `portrait_invalid` */
  async exportInto(sessionId: string, portrait: Buffer): Promise<ExportedFile> {
    const { file, mediaType } = EXPORTERS.get('card_png')!;
    const source = await this.source(sessionId);
    return { title: source.content.title, name: file, mediaType, bytes: embedCards(source, portrait) };
  }

  /** All of it is read at once, between two awaits: the projection is shared and goes on with the run. */
  private async source(sessionId: string): Promise<ExportSource> {
    await this.assertExists(sessionId);
    const base = await this.baseOf(sessionId);
    const content = readContent(await this.projector.current(sessionId));
    const items = content?.categories.flatMap((category) => category.items) ?? [];
    if (!content || items.every(({ text }) => text === null)) {
      const detail = 'Nothing is written in this session yet. Export it once its first item is finished.';
      throw new Problem(409, 'nothing_to_export', { detail });
    }
    const description = this.registry.get(content.workflow).describe(content);
    return { content, description, base };
  }

  /** The card that the latest run names. */
  private async baseOf(sessionId: string): Promise<ReadCard | undefined> {
    const run = await this.database
      .selectFrom('runs')
      .select('input')
      .where('session_id', '=', sessionId)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    const { imported_card: id } = JSON.parse(run?.input ?? '{}') as { imported_card?: unknown };
    return typeof id === 'string' ? this.cards.find(id) : undefined;
  }

  private async assertExists(sessionId: string): Promise<void> {
    const session = await this.database
      .selectFrom('sessions')
      .select('id')
      .where('id', '=', sessionId)
      .executeTakeFirst();
    if (!session) throw new Problem(404, 'session_not_found', { detail: 'There is no such session.' });
  }
}
