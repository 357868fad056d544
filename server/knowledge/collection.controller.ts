import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  UploadedFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EmbeddingModel } from '../language-model/embedding-model.js';
import { type ReceivedFile, ReceivesFile, toUpload } from '../uploads/receives-file.js';
import { ChunkEmbedder } from './chunk-embedder.js';
import {
  CollectionDto,
  CollectionInput,
  CollectionListDto,
  DocumentDto,
  DocumentListDto,
  DocumentTextDto,
  SessionDocumentInput,
} from './collection.dto.js';
import { CollectionService } from './collection.service.js';
import { DocumentService } from './document.service.js';
import { ProfileDocument } from './profile-document.js';

/** What the items are researched in. */
@ApiTags('knowledge')
@Controller('collections')
export class CollectionController {
  constructor(
    private readonly collections: CollectionService,
    private readonly documents: DocumentService,
    private readonly profiles: ProfileDocument,
    private readonly embedder: ChunkEmbedder,
    private readonly embedding: EmbeddingModel,
  ) {}

  /** All collections. */
  @Get()
  async list(): Promise<CollectionListDto> {
    return { collections: await this.collections.list(), embedding_model: this.embedding.model };
  }

  /** Begins a collection. */
  @Post()
  create(@Body() input: CollectionInput): Promise<CollectionDto> {
    return this.collections.create(input);
  }

  /** Renames or describes it. */
  @Patch(':collection_id')
  change(
    @Param('collection_id', ParseUUIDPipe) id: string,
    @Body() input: CollectionInput,
  ): Promise<CollectionDto> {
    return this.collections.change(id, input);
  }

  /** Deletes it with everything in it. */
  @Delete(':collection_id')
  @HttpCode(204)
  remove(@Param('collection_id', ParseUUIDPipe) id: string): Promise<void> {
    return this.collections.remove(id);
  }

  /** Asks for the vectors that are missing, e.g. after the provider was away. */
  @Post(':collection_id/embeddings')
  @HttpCode(200)
  async embed(@Param('collection_id', ParseUUIDPipe) id: string): Promise<CollectionDto> {
    await this.embedder.embed(id);
    return this.collections.get(id);
  }

  /** The documents of a collection. */
  @Get(':collection_id/documents')
  async listDocuments(@Param('collection_id', ParseUUIDPipe) id: string): Promise<DocumentListDto> {
    await this.collections.get(id);
    return { documents: await this.documents.list(id) };
  }

  /** Takes a file in: text, Markdown, CSV, DOCX, XLSX or PDF. */
  @Post(':collection_id/documents')
  @ReceivesFile()
  upload(
    @Param('collection_id', ParseUUIDPipe) id: string,
    @UploadedFile() file: ReceivedFile | undefined,
  ): Promise<DocumentDto> {
    return this.documents.upload(id, toUpload(file));
  }

  /** Takes in what a session has written. */
  @Post(':collection_id/sessions')
  addSession(
    @Param('collection_id', ParseUUIDPipe) id: string,
    @Body() { session_id }: SessionDocumentInput,
  ): Promise<DocumentDto> {
    return this.profiles.add(id, session_id);
  }

  /** A document as it is searched. */
  @Get(':collection_id/documents/:document_id')
  getDocument(
    @Param('collection_id', ParseUUIDPipe) id: string,
    @Param('document_id', ParseUUIDPipe) documentId: string,
  ): Promise<DocumentTextDto> {
    return this.documents.get(id, documentId);
  }

  /** Takes a document out. */
  @Delete(':collection_id/documents/:document_id')
  @HttpCode(204)
  removeDocument(
    @Param('collection_id', ParseUUIDPipe) id: string,
    @Param('document_id', ParseUUIDPipe) documentId: string,
  ): Promise<void> {
    return this.documents.remove(id, documentId);
  }
}
