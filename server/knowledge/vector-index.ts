import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { RankedChunk } from './rank-fusion.js';

/** Collections whose vectors are kept in memory. */
const MAX_KEPT = 8;
/** Chunks of one collection that are compared; 1,536 numbers each are 300 MB. */
const MAX_VECTORS = 50_000;

interface Vectors {
  revision: number;
  ids: number[];
  vectors: Float32Array[];
}

/** The vectors of collections, compared one by one: exact; see docs/decisions/0008. */
@Injectable()
export class VectorIndex {
  /** The least recently asked for first. */
  private readonly kept = new Map<string, Vectors>();

  constructor(private readonly database: Database) {}

  /** The nearest chunks by cosine. @param query of length 1 */
  async nearest(
    query: Float32Array,
    collectionIds: readonly string[],
    model: string,
    limit: number,
  ): Promise<RankedChunk[]> {
    const ranked: RankedChunk[] = [];
    for (const id of collectionIds) {
      const { ids, vectors } = await this.load(id, model);
      vectors.forEach((vector, index) => {
        const score = cosine(query, vector);
        // What is at a right angle, or of another size, has nothing to do with it.
        if (score > 0) ranked.push({ chunkId: ids[index]!, score, matches: [] });
      });
    }
    return ranked.sort((a, b) => b.score - a.score).slice(0, limit);
  }

  private async load(collectionId: string, model: string): Promise<Vectors> {
    const key = `${model} ${collectionId}`;
    const collection = await this.database
      .selectFrom('collections')
      .select('revision')
      .where('id', '=', collectionId)
      .executeTakeFirst();
    const revision = collection?.revision ?? -1;
    const known = this.kept.get(key);
    this.kept.delete(key);
    const current = known?.revision === revision ? known : await this.read(collectionId, model, revision);
    this.kept.set(key, current);
    if (this.kept.size > MAX_KEPT) this.kept.delete(this.kept.keys().next().value!);
    return current;
  }

  private async read(collectionId: string, model: string, revision: number): Promise<Vectors> {
    const rows = await this.database
      .selectFrom('chunks')
      .innerJoin('embeddings', 'embeddings.sha256', 'chunks.sha256')
      .select(['chunks.id', 'embeddings.vector'])
      .where('chunks.collection_id', '=', collectionId)
      .where('embeddings.model', '=', model)
      .limit(MAX_VECTORS)
      .execute();
    return { revision, ids: rows.map(({ id }) => id), vectors: rows.map(({ vector }) => toVector(vector)) };
  }
}

/** A copy: the driver's buffer is part of a larger one, at any offset. */
function toVector(bytes: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}

/** Both have length 1; of a model that changed its size nothing is near. */
function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return -1;
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}
