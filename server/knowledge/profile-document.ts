import { Injectable } from '@nestjs/common';
import { SessionProjector } from '../events/session-projector.js';
import { Problem } from '../problem/problem.js';
import { readContent } from '../workflow/session-content.js';
import type { DocumentDto } from './collection.dto.js';
import { DocumentService } from './document.service.js';

/** Takes what a session has written into a collection, so that later ones can know it. */
@Injectable()
export class ProfileDocument {
  constructor(
    private readonly projector: SessionProjector,
    private readonly documents: DocumentService,
  ) {}

  /** @throws Problem 404 `session_not_found` | `collection_not_found`, 409 `nothing_written` */
  async add(collectionId: string, sessionId: string): Promise<DocumentDto> {
    const content = readContent(await this.projector.current(sessionId));
    if (!content) throw new Problem(404, 'session_not_found', { detail: 'There is no such session.' });
    const { title } = content;
    const passages = content.categories.flatMap((category) =>
      category.items.flatMap(({ name, text }) =>
        text === null ? [] : [{ heading: [title, category.name, name].join(' › '), text }],
      ),
    );
    if (passages.length === 0) {
      throw new Problem(409, 'nothing_written', { detail: 'This session has written nothing yet.' });
    }
    const told = Buffer.from(JSON.stringify([sessionId, passages]));
    return this.documents.add(collectionId, {
      name: title,
      content: told,
      passages,
      sourceSession: sessionId,
    });
  }
}
