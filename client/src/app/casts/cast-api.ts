import { HttpClient } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { answer } from '../api/answer';
import type { Cast, CastInput, CastSummary, Roster } from '../api/types';

/** Casts over HTTP. Every failure is an `ApiProblem`. */
@Service()
export class CastApi {
  private readonly http = inject(HttpClient);

  async list(): Promise<CastSummary[]> {
    return (await answer(this.http.get<{ casts: CastSummary[] }>('/api/casts'))).casts;
  }

  get(id: string): Promise<Cast> {
    return answer(this.http.get<Cast>(`/api/casts/${encodeURIComponent(id)}`));
  }

  /** Reads a roster; nothing is stored. */
  read(file: File): Promise<Roster> {
    const form = new FormData();
    form.append('file', file, file.name);
    return answer(this.http.post<Roster>('/api/casts/import', form));
  }

  create(input: CastInput): Promise<Cast> {
    return answer(this.http.post<Cast>('/api/casts', input));
  }

  stop(id: string): Promise<unknown> {
    return answer(this.http.post(`/api/casts/${encodeURIComponent(id)}/stop`, {}));
  }

  continue(id: string): Promise<unknown> {
    return answer(this.http.post(`/api/casts/${encodeURIComponent(id)}/continue`, {}));
  }

  /** The sessions stay. */
  remove(id: string): Promise<unknown> {
    return answer(this.http.delete(`/api/casts/${encodeURIComponent(id)}`));
  }
}
