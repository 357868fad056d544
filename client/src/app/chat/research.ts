/** A passage of the knowledge base that an item was written with. */
export interface ResearchHit {
  document: string;
  heading: string;
  text: string;
}

/** What was looked up for an item: first nothing, then the questions, then what they found. */
export interface Research {
  queries: readonly string[];
  hits: readonly ResearchHit[];
}

/** The content of an activity, or null for one that this page does not draw. */
export function toResearch(type: string, content: unknown): Research | null {
  if (type !== 'RESEARCH' || typeof content !== 'object' || content === null) return null;
  const { queries, hits } = content as Partial<Research>;
  return Array.isArray(queries) && Array.isArray(hits) ? { queries, hits } : null;
}
