import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { UploadedFile } from '../uploads/file-reader.js';
import type { ImportedCardDto } from './card.dto.js';
import { entriesOf, specOf, textOf, unknownFields, type CardJson } from './character-card.js';
import { readCard, type ReadCard } from './read-card.js';

/** Characters that the form takes. */
const MAX_NAME = 80;
const MAX_INFO = 4_000;
const TOLD = ['description', 'personality', 'scenario'];

/** Keeps imported cards as they came. */
@Injectable()
export class CardService {
  constructor(private readonly database: Database) {}

  /** @throws Problem 400 `card_invalid` */
  async import(file: UploadedFile): Promise<ImportedCardDto> {
    const { card, portrait } = readCard(file);
    const id = randomUUID();
    await this.database
      .insertInto('imported_cards')
      .values({ id, card: JSON.stringify(card), portrait })
      .execute();
    return toDto(id, card, portrait !== null);
  }

  async find(id: string): Promise<ReadCard | undefined> {
    const row = await this.database
      .selectFrom('imported_cards')
      .select(['card', 'portrait'])
      .where('id', '=', id)
      .executeTakeFirst();
    return row && { card: JSON.parse(row.card) as CardJson, portrait: row.portrait };
  }

  /** A profile begins with it: it is kept. @returns whether it is there */
  async use(id: string): Promise<boolean> {
    const used = await this.database
      .updateTable('imported_cards')
      .set({ used: true })
      .where('id', '=', id)
      .returning('id')
      .execute();
    return used.length > 0;
  }
}

function toDto(card_id: string, card: CardJson, has_portrait: boolean): ImportedCardDto {
  const info = TOLD.map((field) => textOf(card, field))
    .filter(Boolean)
    .join('\n\n');
  const characters = [...info];
  return {
    card_id,
    spec: specOf(card),
    name: [...textOf(card, 'name')].slice(0, MAX_NAME).join(''),
    basic_info: characters.slice(0, MAX_INFO).join(''),
    truncated: characters.length > MAX_INFO,
    has_portrait,
    lorebook_entries: entriesOf(card).length,
    unknown_fields: unknownFields(card),
  };
}
