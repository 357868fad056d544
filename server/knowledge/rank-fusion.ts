/** What found a chunk. */
export type SearchMethod = 'words' | 'spelling' | 'meaning';

/** A chunk as one method ranks it. */
export interface RankedChunk {
  chunkId: number;
  /** In the method's own measure. */
  score: number;
  /** Words of the question that it was found by; none for `meaning`. */
  matches: readonly string[];
}

/** Why a chunk was found. */
export interface FoundBy extends Omit<RankedChunk, 'chunkId'> {
  method: SearchMethod;
  /** From 1. */
  rank: number;
}

/** A chunk as all methods together rank it. */
export interface FusedChunk {
  chunkId: number;
  score: number;
  foundBy: FoundBy[];
}

/** Cormack, Clarke, Büttcher: Reciprocal Rank Fusion outperforms Condorcet (SIGIR 2009), whose constant it is. */
const K = 60;

/** Merges rankings by reciprocal rank: measures that cannot be compared need not be. */
export function fuseRanks(
  rankings: Readonly<Partial<Record<SearchMethod, readonly RankedChunk[]>>>,
): FusedChunk[] {
  const fused = new Map<number, FusedChunk>();
  for (const [method, ranking] of Object.entries(rankings) as [SearchMethod, readonly RankedChunk[]][]) {
    ranking.forEach(({ chunkId, score, matches }, index) => {
      const chunk = fused.get(chunkId) ?? { chunkId, score: 0, foundBy: [] };
      chunk.score += 1 / (K + index + 1);
      chunk.foundBy.push({ method, rank: index + 1, score, matches });
      fused.set(chunkId, chunk);
    });
  }
  return [...fused.values()].sort((a, b) => b.score - a.score || a.chunkId - b.chunkId);
}
