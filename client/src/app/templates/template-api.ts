import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { answer } from '../api/answer';
import type {
  ImportedTemplate,
  Language,
  Template,
  TemplateInput,
  TemplateList,
  TemplateVersionList,
} from '../api/types';

/** Templates over HTTP. Every failure is an `ApiProblem`. */
@Service()
export class TemplateApi {
  private readonly http = inject(HttpClient);

  /** Must be called in an injection context; loads at once. */
  list(): HttpResourceRef<TemplateList | undefined> {
    return httpResource<TemplateList>(() => '/api/templates');
  }

  /** The latest version, or another. */
  get(id: string, version?: number): Promise<Template> {
    const query = version ? `?version=${version}` : '';
    return answer(this.http.get<Template>(`/api/templates/${id}${query}`));
  }

  /** Must be called in an injection context; loads whenever what it reads changes. */
  template(
    id: () => string | null | undefined,
    version: () => number | null | undefined = () => null,
  ): HttpResourceRef<Template | undefined> {
    return httpResource<Template>(() =>
      id() ? `/api/templates/${id()}${version() ? `?version=${version()}` : ''}` : undefined,
    );
  }

  /** Must be called in an injection context; loads whenever `id` changes. */
  versions(id: () => string | null | undefined): HttpResourceRef<TemplateVersionList | undefined> {
    return httpResource<TemplateVersionList>(() => (id() ? `/api/templates/${id()}/versions` : undefined));
  }

  /** A new template, or the next version of one. */
  import(file: File, templateId?: string): Promise<ImportedTemplate> {
    const form = new FormData();
    form.append('file', file, file.name);
    const query = templateId ? `?template_id=${templateId}` : '';
    return answer(this.http.post<ImportedTemplate>(`/api/templates/import${query}`, form));
  }

  change(id: string, input: TemplateInput): Promise<Template> {
    return answer(this.http.put<Template>(`/api/templates/${id}`, input));
  }

  archive(id: string): Promise<unknown> {
    return answer(this.http.delete(`/api/templates/${id}`));
  }

  /** The built-in template as a table to start from. */
  builtInUrl(format: 'csv' | 'xlsx', language: Language): string {
    return `/api/templates/built-in/export?format=${format}&language=${language}`;
  }

  exportUrl(id: string, format: 'csv' | 'xlsx'): string {
    return `/api/templates/${id}/export?format=${format}`;
  }
}
