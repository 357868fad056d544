import { sql } from 'kysely';
import { startTestApplication, type TestApplication } from '../testing/test-application.js';
import { until } from '../testing/until.js';
import { KnowledgeSearch } from './knowledge-search.js';
import { fuseRanks } from './rank-fusion.js';
import { QUESTIONS } from './testing/questions.js';

const WORLDS = {
  zh: '7861a000-0000-4000-8000-000000000001',
  en: '7861a000-0000-4000-8000-000000000002',
};

describe('KnowledgeSearch', () => {
  let test: TestApplication;

  beforeAll(async () => {
    test = await startTestApplication();
    await until(async () => {
      const { rows } = await sql<{
        n: number;
      }>`select count(distinct collection_id) as n from chunks`.execute(test.database);
      return rows[0]!.n === 2;
    });
  });

  afterAll(() => test.close());

  /** Both worlds together, so that each language is noise to the other. */
  async function recallAt5(search: (question: string) => Promise<readonly number[]>): Promise<number> {
    const { rows } = await sql<{ id: number; heading: string }>`select id, heading from chunks`.execute(
      test.database,
    );
    const headings = new Map(rows.map(({ id, heading }) => [id, heading.split(' › ').at(-1)!]));
    const questions = [...QUESTIONS.zh, ...QUESTIONS.en];
    let found = 0;
    for (const [question, heading] of questions) {
      const ids = await search(question);
      if (ids.slice(0, 5).some((id) => headings.get(id) === heading)) found++;
    }
    return found / questions.length;
  }

  async function byLike(question: string): Promise<number[]> {
    const terms = question.toLowerCase().match(/[a-z]{3,}|\p{Script=Han}{2}/gu) ?? [];
    const { rows } = await sql<{ id: number }>`
      select id from chunks cross join lateral (
        select count(*) as hits from unnest(${terms}::text[]) as term where chunks.text ilike '%' || term || '%') l
       where hits > 0 order by hits desc, id limit 5`.execute(test.database);
    return rows.map(({ id }) => id);
  }

  it('finds more of a labelled set than LIKE, and than each method alone', async () => {
    const search = test.app.get(KnowledgeSearch);
    const both = Object.values(WORLDS);
    const alone = (method: 'words' | 'spelling') => async (question: string) =>
      ((await search.rank(question, both))[method] ?? []).map(({ chunkId }) => chunkId);
    const recall = {
      like: await recallAt5(byLike),
      words: await recallAt5(alone('words')),
      spelling: await recallAt5(alone('spelling')),
      fused: await recallAt5(async (question) =>
        fuseRanks(await search.rank(question, both)).map(({ chunkId }) => chunkId),
      ),
    };
    console.log(`recall@5: ${JSON.stringify(recall)}`);
    expect(recall.fused).toBeGreaterThan(recall.like);
    expect(recall.fused).toBeGreaterThan(recall.words);
    expect(recall.fused).toBeGreaterThan(recall.spelling);
    expect(recall.fused).toBeGreaterThan(0.9);
  });
});
