import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { LanguageModelModule } from '../language-model/language-model.module.js';
import { UploadsModule } from '../uploads/uploads.module.js';
import { ChunkEmbedder } from './chunk-embedder.js';
import { CollectionController } from './collection.controller.js';
import { CollectionService } from './collection.service.js';
import { DocumentService } from './document.service.js';
import { KnowledgeSearch } from './knowledge-search.js';
import { ProfileDocument } from './profile-document.js';
import { SampleCollection } from './sample-collection.js';
import { SearchController } from './search.controller.js';
import { VectorIndex } from './vector-index.js';

/** Collections, documents, chunks, and what finds them. */
@Module({
  imports: [EventsModule, LanguageModelModule, UploadsModule],
  controllers: [CollectionController, SearchController],
  providers: [
    ChunkEmbedder,
    CollectionService,
    DocumentService,
    KnowledgeSearch,
    ProfileDocument,
    SampleCollection,
    VectorIndex,
  ],
  exports: [CollectionService, KnowledgeSearch],
})
export class KnowledgeModule {}
