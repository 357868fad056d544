import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { KnowledgeSearch } from './knowledge-search.js';
import { SearchQueryDto, SearchResultDto } from './search.dto.js';

/** Tries a question, as the research of an item asks it. */
@ApiTags('knowledge')
@Controller('search')
export class SearchController {
  constructor(private readonly knowledge: KnowledgeSearch) {}

  /** The best hits, and why each was found. */
  @Get()
  async search(@Query() { q, collections, limit }: SearchQueryDto): Promise<SearchResultDto> {
    const hits = await this.knowledge.search(q, collections, limit);
    return {
      hits: hits.map(({ chunkId, collectionId, documentId, foundBy, ...hit }) => ({
        chunk_id: chunkId,
        collection_id: collectionId,
        document_id: documentId,
        ...hit,
        found_by: foundBy.map((reason) => ({ ...reason, matches: [...reason.matches] })),
      })),
    };
  }
}
