import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { EmbeddingModel } from '../language-model/embedding-model.js';
import { Problem } from '../problem/problem.js';
import type { CollectionDto, CollectionInput } from './collection.dto.js';

/** Collections of one installation. */
const MAX_COLLECTIONS = 200;

/** Makes, lists and deletes collections; what is in them is `DocumentService`'s. */
@Injectable()
export class CollectionService {
  constructor(
    private readonly database: Database,
    private readonly embedding: EmbeddingModel,
  ) {}

  /** The newest first, samples last. */
  async list(): Promise<CollectionDto[]> {
    const rows = await this.rows().execute();
    return rows.map((row) => this.toDto(row));
  }

  /** @throws Problem 404 `collection_not_found` */
  async get(id: string): Promise<CollectionDto> {
    const row = await this.rows().where('id', '=', id).executeTakeFirst();
    if (!row) throw collectionNotFound();
    return this.toDto(row);
  }

  /** Those of the ids that no collection has. */
  async missing(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.selectFrom('collections').select('id').where('id', 'in', ids).execute();
    return ids.filter((id) => !rows.some((row) => row.id === id));
  }

  /** @throws Problem 409 `too_many_collections` */
  async create({ name, description }: CollectionInput): Promise<CollectionDto> {
    const { count } = await this.database
      .selectFrom('collections')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (count >= MAX_COLLECTIONS) {
      const detail = `There are ${count} collections; no more are kept. Delete one first.`;
      throw new Problem(409, 'too_many_collections', { detail });
    }
    const id = randomUUID();
    await this.database.insertInto('collections').values({ id, name, description }).execute();
    return this.get(id);
  }

  /** @throws Problem 404 `collection_not_found` */
  async change(id: string, { name, description }: CollectionInput): Promise<CollectionDto> {
    await this.database.updateTable('collections').set({ name, description }).where('id', '=', id).execute();
    return this.get(id);
  }

  /**
   * With everything in it, for good; what was written with it keeps its quotes.
   * @throws Problem 404 `collection_not_found`
   */
  async remove(id: string): Promise<void> {
    const deleted = await this.database
      .deleteFrom('collections')
      .where('id', '=', id)
      .returning('id')
      .execute();
    if (deleted.length === 0) throw collectionNotFound();
  }

  private rows() {
    const { model } = this.embedding;
    return this.database
      .selectFrom('collections')
      .selectAll()
      .select([
        sql<number>`(select count(*) from documents d where d.collection_id = collections.id)`.as(
          'documents',
        ),
        sql<number>`(select count(*) from chunks c where c.collection_id = collections.id)`.as('chunks'),
        sql<number>`(select count(*) from chunks c join embeddings e on e.sha256 = c.sha256 and e.model = ${model}
          where c.collection_id = collections.id)`.as('embedded'),
      ])
      .orderBy('sample')
      .orderBy('created_at', 'desc');
  }

  private toDto(
    row: Awaited<ReturnType<ReturnType<CollectionService['rows']>['execute']>>[number],
  ): CollectionDto {
    const { id, name, description, sample, documents, chunks, embedded, created_at } = row;
    return {
      id,
      name,
      description,
      sample,
      documents,
      chunks,
      embedded: this.embedding.model === null ? null : embedded,
      created_at: created_at.toISOString(),
    };
  }
}

/** A collection that is not there, or not any more. */
export function collectionNotFound(): Problem {
  return new Problem(404, 'collection_not_found', { detail: 'There is no such collection.' });
}
