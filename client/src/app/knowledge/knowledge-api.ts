import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { answer } from '../api/answer';
import type {
  Collection,
  CollectionDocument,
  CollectionList,
  DocumentList,
  DocumentText,
  SearchHit,
} from '../api/types';

/** The knowledge base over HTTP. Every failure is an `ApiProblem`. */
@Service()
export class KnowledgeApi {
  private readonly http = inject(HttpClient);

  /** Must be called in an injection context; loads at once. */
  collections(): HttpResourceRef<CollectionList | undefined> {
    return httpResource<CollectionList>(() => '/api/collections');
  }

  /** The same, once more. */
  list(): Promise<CollectionList> {
    return answer(this.http.get<CollectionList>('/api/collections'));
  }

  /** Must be called in an injection context; loads whenever `id` changes. */
  documents(id: () => string | undefined): HttpResourceRef<DocumentList | undefined> {
    return httpResource<DocumentList>(() => (id() ? `/api/collections/${id()}/documents` : undefined));
  }

  create(name: string): Promise<Collection> {
    return answer(this.http.post<Collection>('/api/collections', { name }));
  }

  change(id: string, name: string, description: string): Promise<Collection> {
    return answer(this.http.patch<Collection>(`/api/collections/${id}`, { name, description }));
  }

  /** With everything in it, for good. */
  remove(id: string): Promise<unknown> {
    return answer(this.http.delete(`/api/collections/${id}`));
  }

  /** Asks for the vectors that are missing. */
  embed(id: string): Promise<Collection> {
    return answer(this.http.post<Collection>(`/api/collections/${id}/embeddings`, {}));
  }

  upload(id: string, file: File): Promise<CollectionDocument> {
    const form = new FormData();
    form.append('file', file, file.name);
    return answer(this.http.post<CollectionDocument>(`/api/collections/${id}/documents`, form));
  }

  /** Takes in what a session has written; what it had written before is replaced. */
  addSession(id: string, sessionId: string): Promise<CollectionDocument> {
    const body = { session_id: sessionId };
    return answer(this.http.post<CollectionDocument>(`/api/collections/${id}/sessions`, body));
  }

  document(id: string, documentId: string): Promise<DocumentText> {
    return answer(this.http.get<DocumentText>(`/api/collections/${id}/documents/${documentId}`));
  }

  removeDocument(id: string, documentId: string): Promise<unknown> {
    return answer(this.http.delete(`/api/collections/${id}/documents/${documentId}`));
  }

  async search(id: string, question: string): Promise<SearchHit[]> {
    const params = { q: question, collections: id };
    const { hits } = await answer(this.http.get<{ hits: SearchHit[] }>('/api/search', { params }));
    return hits;
  }
}
