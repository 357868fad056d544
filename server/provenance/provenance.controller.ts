import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ProvenanceDto, ProvenanceQueryDto } from './provenance.dto.js';
import { ProvenanceService } from './provenance.service.js';

/** Where a text comes from. */
@ApiTags('sessions')
@Controller('sessions/:session_id/items/:item_id/provenance')
export class ProvenanceController {
  constructor(private readonly provenance: ProvenanceService) {}

  /** Queries, hits, prompt, reasoning, text, model, tokens, cost and times of one finished attempt. */
  @Get()
  get(
    @Param('session_id', ParseUUIDPipe) sessionId: string,
    @Param('item_id') itemId: string,
    @Query() { attempt }: ProvenanceQueryDto,
  ): Promise<ProvenanceDto> {
    return this.provenance.of(sessionId, itemId, attempt);
  }
}
