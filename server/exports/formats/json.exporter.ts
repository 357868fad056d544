import type { ExportDto } from '../export.dto.js';
import { json, type Exporter, type ExportSource } from '../exporter.js';

/** The documented schema, for programs. */
export const jsonExporter: Exporter = {
  format: 'json',
  file: 'profile.json',
  mediaType: 'application/json',
  write: (source) => json(toDocument(source)),
};

function toDocument({ content, description }: ExportSource): ExportDto {
  return {
    schema: 'zzzero-export',
    version: 1,
    session_id: content.sessionId,
    workflow: content.workflow,
    title: content.title,
    language: content.language,
    sample: content.sample,
    provider: content.provider,
    model: content.model,
    facts: [...description.facts],
    categories: [...content.categories],
  };
}
