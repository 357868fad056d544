import { createHash, randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { sql, type Selectable, type Transaction } from 'kysely';
import { Database } from '../database/database.js';
import type { DocumentsTable, Schema } from '../database/schema.js';
import { Problem } from '../problem/problem.js';
import { FileReader, type UploadedFile } from '../uploads/file-reader.js';
import { collectionNotFound } from './collection.service.js';
import type { DocumentDto, DocumentTextDto } from './collection.dto.js';
import { ChunkEmbedder } from './chunk-embedder.js';
import { type Passage, splitDocument } from './split-document.js';
import { spellingOf, wordsOf } from './words.js';

const MAX_DOCUMENTS = 1_000;
/** Characters of one document: a dozen novels. */
const MAX_CHARACTERS = 5_000_000;
/** Rows of one statement. */
const BATCH = 500;

/** What is taken in, however it came. */
export interface NewDocument {
  name: string;
  content: Buffer;
  passages: readonly Passage[];
  sourceSession?: string;
}

/** Takes documents in, cut into chunks that can be found, and lets them go. */
@Injectable()
export class DocumentService {
  private readonly logger = new Logger('Knowledge');

  constructor(
    private readonly database: Database,
    private readonly reader: FileReader,
    private readonly embedder: ChunkEmbedder,
  ) {}

  /** @throws Problem 404 `collection_not_found`, 409 `document_exists` | `too_many_documents`, and what the reader throws */
  async upload(collectionId: string, file: UploadedFile): Promise<DocumentDto> {
    const passages = splitDocument(await this.reader.read(file));
    if (passages.length === 0) {
      throw new Problem(400, 'document_empty', {
        detail: 'There is no text in it. Of scans only their text layer is read.',
      });
    }
    return this.add(collectionId, { name: file.name, content: file.bytes, passages });
  }

  /** One transaction: a document is there with all its chunks, or not at all. Vectors follow. */
  async add(collectionId: string, document: NewDocument): Promise<DocumentDto> {
    const characters = document.passages.reduce((sum, { text }) => sum + text.length, 0);
    if (characters > MAX_CHARACTERS) {
      const detail = `It has ${characters} characters; ${MAX_CHARACTERS} are read. Split it.`;
      throw new Problem(413, 'document_too_long', { detail });
    }
    const id = randomUUID();
    await this.database.transaction().execute(async (trx) => {
      await this.claim(trx, collectionId);
      const { sourceSession } = document;
      if (sourceSession) await replaced(trx, collectionId, sourceSession);
      await this.assertRoom(trx, collectionId);
      await this.insert(trx, { id, collectionId, characters, document });
    });
    await this.embedder.embed(collectionId).catch((error: Error) => {
      this.logger.warn(`document ${id} is found by words only: ${error.message}`);
    });
    return (await this.list(collectionId)).find((each) => each.id === id)!;
  }

  async list(collectionId: string): Promise<DocumentDto[]> {
    const rows = await this.database
      .selectFrom('documents')
      .selectAll()
      .select(countChunks.as('chunks'))
      .where('collection_id', '=', collectionId)
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map((row) => toDto(row));
  }

  /** @throws Problem 404 `document_not_found` */
  async get(collectionId: string, id: string): Promise<DocumentTextDto> {
    const row = await this.database
      .selectFrom('documents')
      .selectAll()
      .select(countChunks.as('chunks'))
      .where('collection_id', '=', collectionId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) throw documentNotFound();
    const passages = await this.database
      .selectFrom('chunks')
      .select(['heading', 'text'])
      .where('document_id', '=', id)
      .orderBy('position')
      .execute();
    return { ...toDto(row), passages };
  }

  /** @throws Problem 404 `document_not_found` */
  async remove(collectionId: string, id: string): Promise<void> {
    await this.database.transaction().execute(async (trx) => {
      await this.claim(trx, collectionId);
      const deleted = await trx
        .deleteFrom('documents')
        .where('collection_id', '=', collectionId)
        .where('id', '=', id)
        .returning('id')
        .execute();
      if (deleted.length === 0) throw documentNotFound();
    });
  }

  /** Its changes queue up here; whoever remembers what is in it sees that it has changed. */
  private async claim(trx: Transaction<Schema>, collectionId: string): Promise<void> {
    const claimed = await trx
      .updateTable('collections')
      .set({ revision: sql`revision + 1` })
      .where('id', '=', collectionId)
      .returning('id')
      .execute();
    if (claimed.length === 0) throw collectionNotFound();
  }

  private async assertRoom(trx: Transaction<Schema>, collectionId: string): Promise<void> {
    const { count } = await trx
      .selectFrom('documents')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('collection_id', '=', collectionId)
      .executeTakeFirstOrThrow();
    if (count < MAX_DOCUMENTS) return;
    const detail = `The collection holds ${count} documents; no more are taken. Begin another.`;
    throw new Problem(409, 'too_many_documents', { detail });
  }

  private async insert(
    trx: Transaction<Schema>,
    {
      id,
      collectionId,
      characters,
      document,
    }: { id: string; collectionId: string; characters: number; document: NewDocument },
  ): Promise<void> {
    const { name, content, passages, sourceSession } = document;
    const added = await trx
      .insertInto('documents')
      .values({
        id,
        collection_id: collectionId,
        name,
        bytes: content.length,
        sha256: hash(content),
        characters,
        source_session: sourceSession ?? null,
      })
      .onConflict((conflict) => conflict.columns(['collection_id', 'sha256']).doNothing())
      .returning('id')
      .execute();
    if (added.length === 0) {
      throw new Problem(409, 'document_exists', {
        detail: 'The collection holds a document with the same content.',
      });
    }
    for (let at = 0; at < passages.length; at += BATCH) {
      const rows = passages.slice(at, at + BATCH).map((passage, index) => toRow(passage, at + index));
      await trx
        .insertInto('chunks')
        .values(rows.map((row) => ({ ...row, collection_id: collectionId, document_id: id })))
        .execute();
    }
  }
}

const countChunks = sql<number>`(select count(*) from chunks where chunks.document_id = documents.id)`;

async function replaced(trx: Transaction<Schema>, collectionId: string, session: string): Promise<void> {
  await trx
    .deleteFrom('documents')
    .where('collection_id', '=', collectionId)
    .where('source_session', '=', session)
    .execute();
}

function toRow({ heading, text }: Passage, position: number) {
  const told = [heading, text].filter(Boolean).join('\n').replaceAll('\u0000', '');
  const words = wordsOf(told);
  return {
    position,
    heading: heading.replaceAll('\u0000', ''),
    text: text.replaceAll('\u0000', ''),
    sha256: hash(told),
    length: words.length,
    words: sql<string>`words_vector(${words}::text[])`,
    spelling: spellingOf(told),
  };
}

function toDto(row: Selectable<DocumentsTable> & { chunks: number }): DocumentDto {
  const { id, collection_id, name, bytes, characters, chunks, source_session, created_at } = row;
  return {
    id,
    collection_id,
    name,
    bytes,
    characters,
    chunks,
    source_session,
    created_at: created_at.toISOString(),
  };
}

function hash(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

function documentNotFound(): Problem {
  return new Problem(404, 'document_not_found', { detail: 'There is no such document in this collection.' });
}
