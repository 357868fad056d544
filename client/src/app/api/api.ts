import { HttpClient, HttpErrorResponse, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { catchError, from, map, type Observable, switchMap, throwError } from 'rxjs';
import { ApiOrigin } from './api-origin';
import { ApiProblem } from './api-problem';
import type {
  ArtifactList,
  ContinueRequest,
  EventPage,
  ExportFormat,
  ProfileOptions,
  ProfileRequest,
  Provenance,
  ProviderCheck,
  RevisionRequest,
  SessionSnapshot,
  SessionPage,
  StartedRun,
} from './types';

/** A file, under the name that the server gives it. */
export interface DownloadedFile {
  name: string;
  blob: Blob;
}

/** The server's HTTP API. Every failure is an {@link ApiProblem}. */
@Service()
export class Api {
  private readonly http = inject(HttpClient);
  private readonly origin = inject(ApiOrigin);

  /** Must be called in an injection context; loads at once. */
  profileOptions(): HttpResourceRef<ProfileOptions | undefined> {
    return httpResource<ProfileOptions>(() => '/api/workflow/character_profile/options');
  }

  startProfile(request: ProfileRequest): Observable<StartedRun> {
    return this.post('/api/workflow/character_profile_stream', request);
  }

  /** A page of the sessions whose title has these words in it. */
  sessions(words: string, cursor: string | null): Observable<SessionPage> {
    const query = new URLSearchParams({ ...(words && { q: words }), ...(cursor && { cursor }) });
    return this.get(`/api/sessions?${query}`);
  }

  renameSession(sessionId: string, title: string): Observable<unknown> {
    const url = `/api/sessions/${encodeURIComponent(sessionId)}`;
    return this.http.patch(url, { title }).pipe(catchError(rethrow));
  }

  /** For good: its record, its runs and its files. */
  deleteSession(sessionId: string): Observable<unknown> {
    return this.http.delete(`/api/sessions/${encodeURIComponent(sessionId)}`).pipe(catchError(rethrow));
  }

  /** What a run was asked for. */
  runInput(runId: string): Observable<Partial<ProfileRequest>> {
    return this.get<{ input: Partial<ProfileRequest> }>(`/api/runs/${encodeURIComponent(runId)}`).pipe(
      map(({ input }) => input),
    );
  }

  snapshot(sessionId: string): Observable<SessionSnapshot> {
    return this.get(`/api/sessions/${encodeURIComponent(sessionId)}/snapshot`);
  }

  /** The events that are there after the cursor. */
  events(sessionId: string, after: number): Observable<EventPage> {
    return this.get(`/api/sessions/${encodeURIComponent(sessionId)}/events?after=${after}&limit=500`);
  }

  /**
   * Address of the live stream of several sessions after a vector of cursors; with `holdSeconds` of a short answer, which
   * ends as soon as there is something to say.
   */
  streamsUrl(cursor: string, holdSeconds?: number): string {
    const hold = holdSeconds === undefined ? '' : `&hold=${holdSeconds}`;
    return this.origin.url(`/api/sse/streams?cursor=${cursor}${hold}`);
  }

  /** Address of a few events at known times. */
  probeUrl(events: number, intervalMs: number): string {
    return this.origin.url(`/api/sse/probe?events=${events}&interval=${intervalMs}`);
  }

  stopRun(runId: string): Observable<unknown> {
    return this.post(`/api/runs/${encodeURIComponent(runId)}/stop`, {});
  }

  stopItem(runId: string, itemId: string): Observable<unknown> {
    return this.post(`/api/runs/${encodeURIComponent(runId)}/items/${encodeURIComponent(itemId)}/stop`, {});
  }

  /** Writes what is missing, with another cap or more categories if asked for. */
  continueRun(runId: string, changes: ContinueRequest): Observable<StartedRun> {
    return this.post(`/api/runs/${encodeURIComponent(runId)}/continue`, changes);
  }

  /** Answers a run that waits to be confirmed; `text` replaces what is to be confirmed. */
  resumeRun(runId: string, text?: string): Observable<StartedRun> {
    return this.post(`/api/runs/${encodeURIComponent(runId)}/resume`, text === undefined ? {} : { text });
  }

  /** Changes items; the answer names the run that does it: the active one, or a new one. */
  reviseItems(runId: string, revision: RevisionRequest): Observable<StartedRun> {
    return this.post(`/api/runs/${encodeURIComponent(runId)}/revisions`, revision);
  }

  /** Must be called in an injection context; loads at once. */
  provenance(
    sessionId: () => string,
    itemId: () => string,
    attempt: () => number,
  ): HttpResourceRef<Provenance | undefined> {
    return httpResource<Provenance>(() => ({
      url: `/api/sessions/${encodeURIComponent(sessionId())}/items/${encodeURIComponent(itemId())}/provenance`,
      params: { attempt: attempt() },
    }));
  }

  artifacts(sessionId: string): Observable<ArtifactList> {
    return this.get(`/api/sessions/${encodeURIComponent(sessionId)}/artifacts`);
  }

  /** The session's content as a file; with a portrait, the character card in it. */
  export(sessionId: string, format: ExportFormat, portrait?: Blob): Observable<DownloadedFile> {
    const url = `/api/sessions/${encodeURIComponent(sessionId)}/export?format=${format}`;
    const options = { observe: 'response', responseType: 'blob' } as const;
    const answer = portrait
      ? this.http.post(url, portrait, { ...options, headers: { 'content-type': 'image/png' } })
      : this.http.get(url, options);
    return answer.pipe(
      map(({ body, headers }) => ({
        name: fileName(headers.get('content-disposition')) ?? format,
        blob: body ?? new Blob(),
      })),
      catchError((error: unknown) => from(readable(error)).pipe(switchMap(rethrow))),
    );
  }

  testProvider(providerId: string): Observable<ProviderCheck> {
    return this.post(`/api/providers/${encodeURIComponent(providerId)}/test`, {});
  }

  private get<T>(url: string): Observable<T> {
    return this.http.get<T>(url).pipe(catchError(rethrow));
  }

  private post<T>(url: string, body: unknown): Observable<T> {
    return this.http.post<T>(url, body).pipe(catchError(rethrow));
  }
}

function rethrow(error: unknown): Observable<never> {
  return throwError(() => ApiProblem.from(error));
}

/** RFC 8187. */
function fileName(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  return encoded && decodeURIComponent(encoded);
}

/** The problem of a request for a file comes as a file too. */
async function readable(error: unknown): Promise<unknown> {
  if (!(error instanceof HttpErrorResponse) || !(error.error instanceof Blob)) return error;
  const text = await error.error.text();
  const { status, statusText, headers } = error;
  return new HttpErrorResponse({ status, statusText, headers, url: error.url ?? '', error: parsed(text) });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
