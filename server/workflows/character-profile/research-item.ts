import { catchError, concat, defer, map, type Observable, of, tap } from 'rxjs';
import type { KnowledgeHit, KnowledgeSearch } from '../../knowledge/knowledge-search.js';
import type { LanguageModel, ModelRequest } from '../../language-model/language-model.js';
import type { StepEvent, StepFault } from '../../workflow/step-event.js';
import type { Research, ResearchHit } from '../../workflow/step-provenance.js';
import { askQuietly } from './ask-model.js';
import { readQueries } from './research-queries.js';

/** Hits of one query that are looked at. */
const HITS_PER_QUERY = 5;
/** Passages and characters that an item's prompt is given. */
const MAX_HITS = 6;
const MAX_CHARACTERS = 2_400;

/** The knowledge base could not be asked; the item is tried again. */
export class ResearchFailedError extends Error implements StepFault {
  readonly code = 'research_failed';
  readonly policy = { attempts: 3, endsRun: false };
}

/** What is asked of whom. */
export interface ResearchRequest {
  languageModel: LanguageModel;
  knowledge: KnowledgeSearch;
  collections: readonly string[];
  /** Asks for three queries as JSON. */
  prompt: ModelRequest;
  /** For what the model does not give. */
  defaults: readonly string[];
}

/** Asks the model what to look up, looks it up, and tells both as they come. @param found is given the outcome */
export function researchItem(
  { languageModel, knowledge, collections, prompt, defaults }: ResearchRequest,
  found: (research: Research) => void,
): Observable<StepEvent> {
  const lookUp = (answer: string): Observable<StepEvent> => {
    const queries = readQueries(answer, defaults);
    const search = defer(() =>
      Promise.all(queries.map((query) => knowledge.search(query, collections, HITS_PER_QUERY))),
    ).pipe(
      catchError((cause: unknown) => {
        throw new ResearchFailedError('The knowledge base could not be asked.', { cause });
      }),
      map((hits) => ({ queries, hits: chooseHits(hits) })),
      tap(found),
      map((research) => activity(research)),
    );
    return concat(of(activity({ queries, hits: [] })), search);
  };
  const asked = askQuietly(languageModel, prompt, lookUp).pipe(
    // The item's own call will say what is wrong with the provider; questions there are without it.
    catchError((error: unknown) => {
      if (error instanceof ResearchFailedError) throw error;
      return concat(of(NOTHING_SPENT), lookUp(''));
    }),
  );
  return concat(of(activity({ queries: [], hits: [] })), asked);
}

const NOTHING_SPENT: StepEvent = { kind: 'usage', usage: { inputTokens: 0, outputTokens: 0 } };

function activity(content: Research): StepEvent {
  return { kind: 'activity', type: 'RESEARCH', content };
}

/** Found by more queries, and higher, comes first; each passage once; no more than a prompt should carry. */
function chooseHits(found: readonly (readonly KnowledgeHit[])[]): ResearchHit[] {
  const byText = new Map<string, { hit: ResearchHit; score: number }>();
  found.forEach((hits, query) =>
    hits.forEach(({ document, collectionId, documentId, heading, text }, rank) => {
      const known = byText.get(text);
      const score = (known?.score ?? 0) + 1 / (rank + 1);
      const queries = [...(known?.hit.queries ?? []), query];
      byText.set(text, { score, hit: { document, collectionId, documentId, heading, text, queries } });
    }),
  );
  const best = [...byText.values()].sort((a, b) => b.score - a.score).slice(0, MAX_HITS);
  let characters = 0;
  return best.filter(({ hit }) => (characters += hit.text.length) <= MAX_CHARACTERS).map(({ hit }) => hit);
}
