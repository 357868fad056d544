import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { EmbeddingModel } from '../language-model/embedding-model.js';
import {
  fuseRanks,
  type FoundBy,
  type FusedChunk,
  type RankedChunk,
  type SearchMethod,
} from './rank-fusion.js';
import { VectorIndex } from './vector-index.js';
import { askedWordsOf, spellingsOf } from './words.js';

/** What each method gives to the fusion. */
const CANDIDATES = 50;
/** How much of a word's trigrams a text must have, 0–1: a wrong letter of six, a wrong Chinese character of three. */
const MIN_SIMILARITY = 0.5;

/** A chunk that answers a question. */
export interface KnowledgeHit {
  chunkId: number;
  collectionId: string;
  documentId: string;
  document: string;
  heading: string;
  text: string;
  score: number;
  foundBy: readonly FoundBy[];
}

/** Finds chunks by words, by spelling and, where there is a model for vectors, by meaning. */
@Injectable()
export class KnowledgeSearch {
  private readonly logger = new Logger('Knowledge');
  private trigrams?: boolean;

  constructor(
    private readonly database: Database,
    private readonly embedding: EmbeddingModel,
    private readonly vectors: VectorIndex,
  ) {}

  /** The best hits, best first; a collection that is not there has none. */
  async search(query: string, collectionIds: readonly string[], limit: number): Promise<KnowledgeHit[]> {
    const rankings = await this.rank(query, collectionIds);
    return this.toHits(fuseRanks(rankings).slice(0, limit));
  }

  /** What each method finds by itself, best first. */
  async rank(
    query: string,
    collectionIds: readonly string[],
  ): Promise<Partial<Record<SearchMethod, RankedChunk[]>>> {
    const [words, spelling, meaning] = await Promise.all([
      this.byWords(query, collectionIds),
      this.bySpelling(query, collectionIds),
      this.byMeaning(query, collectionIds),
    ]);
    return { words, spelling, ...(meaning && { meaning }) };
  }

  /** Okapi BM25 (k1 1.2, b 0.75) over the lexemes: rare words say more, long chunks less. */
  private async byWords(query: string, collectionIds: readonly string[]): Promise<RankedChunk[]> {
    const words = askedWordsOf(query);
    if (words.length === 0) return [];
    const { rows } = await sql<RankedChunk>`
      with asked as (
        select lexeme, min(word) as word
          from (select lexeme_of(word) as lexeme, word from unnest(${words}::text[]) as word) a
         where lexeme <> '' group by lexeme
      ), scope as (
        select count(*)::float8 as n, greatest(avg(length), 1)::float8 as length
          from chunks where collection_id = any(${collectionIds})
      ), met as (
        select c.id, c.length, t.lexeme, cardinality(t.positions) as frequency
          from chunks c, unnest(c.words) as t
         where c.collection_id = any(${collectionIds})
           and c.words @@ (select string_agg('''' || lexeme || '''', ' | ')::tsquery from asked)
           and t.lexeme in (select lexeme from asked)
      ), known as (
        select lexeme, count(*)::float8 as documents from met group by lexeme
      )
      select met.id as "chunkId", array_agg(asked.word) as matches,
             sum(ln(1 + (scope.n - known.documents + 0.5) / (known.documents + 0.5))
               * met.frequency * 2.2 / (met.frequency + 1.2 * (0.25 + 0.75 * met.length / scope.length))) as score
        from met join known using (lexeme) join asked using (lexeme) cross join scope
       group by met.id order by score desc, met.id limit ${CANDIDATES}`.execute(this.database);
    return rows;
  }

  /** Similarity of trigrams, word by word of the question; here too, rare words say more. */
  private async bySpelling(query: string, collectionIds: readonly string[]): Promise<RankedChunk[]> {
    const terms = spellingsOf(query);
    if (terms.length === 0 || !(await this.hasTrigrams())) return [];
    return this.database.transaction().execute(async (trx) => {
      await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(MIN_SIMILARITY)}, true)`.execute(
        trx,
      );
      const { rows } = await sql<RankedChunk>`
        with scope as (
          select count(*)::float8 as n from chunks where collection_id = any(${collectionIds})
        ), met as materialized (
          select c.id, term, word_similarity(term, c.spelling)::float8 as similarity
            from unnest(${terms}::text[]) as term join chunks c on term <% c.spelling
           where c.collection_id = any(${collectionIds})
        ), known as (
          select term, count(*)::float8 as documents from met group by term
        )
        select met.id as "chunkId", array_agg(replace(term, ' ', '') order by term) as matches,
               sum(similarity ^ 2 * ln(1 + (scope.n - known.documents + 0.5) / (known.documents + 0.5))) as score
          from met join known using (term) cross join scope
         group by met.id order by score desc, met.id limit ${CANDIDATES}`.execute(trx);
      return rows;
    });
  }

  /** Undefined without a model for vectors; a provider that fails costs this method only. */
  private async byMeaning(
    query: string,
    collectionIds: readonly string[],
  ): Promise<RankedChunk[] | undefined> {
    const { model } = this.embedding;
    if (model === null) return undefined;
    try {
      const [vector] = await this.embedding.embed([query]);
      return await this.vectors.nearest(vector!, collectionIds, model, CANDIDATES);
    } catch (error) {
      this.logger.warn(`searched by words only: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** Asked once; a question that a database in trouble did not answer is asked again. */
  private async hasTrigrams(): Promise<boolean> {
    if (this.trigrams === undefined) {
      const { rows } = await sql`select from pg_extension where extname = 'pg_trgm'`.execute(this.database);
      this.trigrams = rows.length > 0;
    }
    return this.trigrams;
  }

  private async toHits(chunks: readonly FusedChunk[]): Promise<KnowledgeHit[]> {
    if (chunks.length === 0) return [];
    const rows = await this.database
      .selectFrom('chunks')
      .innerJoin('documents', 'documents.id', 'chunks.document_id')
      .select(['chunks.id', 'chunks.collection_id', 'document_id', 'name', 'heading', 'text'])
      .where(
        'chunks.id',
        'in',
        chunks.map(({ chunkId }) => chunkId),
      )
      .execute();
    const byId = new Map(rows.map((row) => [row.id, row]));
    return chunks.flatMap(({ chunkId, score, foundBy }) => {
      const row = byId.get(chunkId);
      if (!row) return [];
      const { collection_id, document_id, name, heading, text } = row;
      return [
        {
          chunkId,
          collectionId: collection_id,
          documentId: document_id,
          document: name,
          heading,
          text,
          score,
          foundBy,
        },
      ];
    });
  }
}
