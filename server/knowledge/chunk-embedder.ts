import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { EmbeddingModel } from '../language-model/embedding-model.js';

/** Texts that are asked for, and stored, at once. */
const BATCH = 64;

/** Gives chunks their vectors; a text that has one already, wherever, is not asked for again. */
@Injectable()
export class ChunkEmbedder {
  constructor(
    private readonly database: Database,
    private readonly embedding: EmbeddingModel,
  ) {}

  /**
   * Asks for what the collection lacks; nothing without a model for vectors. What was stored before a failure stays.
   * @throws ModelError
   */
  async embed(collectionId: string): Promise<void> {
    const { model } = this.embedding;
    if (model === null) return;
    const lacking = await this.lacking(collectionId, model);
    for (let at = 0; at < lacking.length; at += BATCH) {
      const batch = lacking.slice(at, at + BATCH);
      const vectors = await this.embedding.embed(batch.map(({ told }) => told));
      const rows = batch.map(({ sha256 }, index) => ({ model, sha256, vector: toBytes(vectors[index]!) }));
      await this.database
        .insertInto('embeddings')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    if (lacking.length === 0) return;
    await this.database
      .updateTable('collections')
      .set({ revision: sql`revision + 1` })
      .where('id', '=', collectionId)
      .execute();
  }

  private async lacking(collectionId: string, model: string): Promise<{ sha256: string; told: string }[]> {
    const { rows } = await sql<{ sha256: string; told: string }>`
      select distinct on (c.sha256) c.sha256, concat_ws(E'\n', nullif(c.heading, ''), c.text) as told
        from chunks c
       where c.collection_id = ${collectionId}
         and not exists (select from embeddings e where e.model = ${model} and e.sha256 = c.sha256)`.execute(
      this.database,
    );
    return rows;
  }
}

function toBytes(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}
