import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../database/database.js';
import { DocumentService } from './document.service.js';
import { splitDocument } from './split-document.js';

/** By the id of the collection, which the migration has made. */
const WORLDS: Readonly<Record<string, string>> = {
  '7861a000-0000-4000-8000-000000000001': 'zh.md',
  '7861a000-0000-4000-8000-000000000002': 'en.md',
};

/** Fills the collections that come with the product, once. Whoever deletes one, or what is in it, is rid of it. */
@Injectable()
export class SampleCollection implements OnApplicationBootstrap {
  private readonly logger = new Logger('Knowledge');

  constructor(
    private readonly database: Database,
    private readonly documents: DocumentService,
  ) {}

  /** A start is not held up by it, nor fails with it: what is missing is filled in by the next one. */
  onApplicationBootstrap(): void {
    this.fill().catch((error: Error) => this.logger.warn(`the sample collection waits: ${error.message}`));
  }

  private async fill(): Promise<void> {
    const empty = await this.database
      .selectFrom('collections')
      .select(['id', 'name'])
      .where('sample', '=', true)
      .where('revision', '=', 0)
      .execute();
    for (const { id, name } of empty) {
      const file = WORLDS[id];
      if (!file) continue;
      const content = readFileSync(join(import.meta.dirname, 'sample', file));
      const passages = splitDocument({ text: content.toString('utf8') });
      await this.documents.add(id, { name: `${name}.md`, content, passages });
    }
  }
}
