import { says } from '../../language-model/scripted/acts.js';
import { ScriptedProvider } from '../../language-model/scripted/scripted-provider.js';
import { follow, get, post, type SseEvent } from '../../testing/api-client.js';
import { checkLog } from '../../testing/check-log.js';
import { startTestApplication, type TestApplication } from '../../testing/test-application.js';
import type { Finding, RunStateDocument } from '../../workflow/run-state.dto.js';
import type { ReviewReport } from './review-report.js';

interface Started {
  session_id: string;
  run_id: string;
}

let provider: ScriptedProvider;
let test: TestApplication;
let items: string[];
/** By number of the call: what it was asked. */
let prompts: Map<number, string>;

beforeEach(async () => {
  provider = await ScriptedProvider.start();
  test = await startTestApplication({
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_MODEL: 'scripted-model',
  });
  const { body } = await get<{ categories: { id: string; items: { id: string }[] }[] }>(
    `${test.api}/workflow/character_profile/options`,
  );
  items = body.categories.find(({ id }) => id === 'interests')!.items.map(({ id }) => id);
  prompts = new Map();
  provider.always('*', (answer) => {
    prompts.set(answer.call.number, String(answer.request.messages?.at(-1)?.content));
    return answer.play();
  });
});

afterEach(async () => {
  await test.close();
  await provider.stop();
});

async function write(review: boolean): Promise<Started & { log: SseEvent[] }> {
  const { body } = await post<Started>(`${test.api}/workflow/character_profile_stream`, {
    character_name: '沈知微',
    basic_info: '27 岁，生于绍兴，现居杭州。',
    selected_categories: ['interests'],
    review,
  });
  const log = await follow(`${test.api}/sse/stream/${body.session_id}`);
  await checkLog(log);
  return { ...body, log };
}

const stateOf = async ({ session_id }: Started): Promise<RunStateDocument> =>
  (await get<{ state: RunStateDocument }>(`${test.api}/sessions/${session_id}/snapshot`)).body.state;
const findingsOf = async (run: Started, item: string): Promise<Finding[] | undefined> =>
  (await stateOf(run)).items[item]!.findings;
const reportOf = async ({ session_id }: Started): Promise<ReviewReport> =>
  (await get<ReviewReport>(`${test.api}/sessions/${session_id}/artifacts/review.json`)).body;

it('finds by code what an item says otherwise than the facts, without asking anybody', async () => {
  const [item] = items;
  provider.script(item!, says('沈知微今年三十五岁，现居上海，爱刻章。'));
  const run = await write(false);
  expect(provider.callsOf('review')).toHaveLength(0);
  expect(await findingsOf(run, item!)).toEqual([
    { kind: 'age', quote: '今年三十五岁', expected: '27', problem: '', by: 'code' },
    { kind: 'place', quote: '现居上海', expected: '杭州', problem: '', by: 'code' },
  ]);
  const report = await reportOf(run);
  expect(report).toMatchObject({ schema: 'zzzero-review', version: 1, read_by_model: false });
  expect(report.findings.map(({ item_id, kind }) => [item_id, kind])).toEqual([
    [item, 'age'],
    [item, 'place'],
  ]);
  const markdown = await (await fetch(`${test.api}/sessions/${run.session_id}/artifacts/review.md`)).text();
  expect(markdown).toContain('> 现居上海');
});

it('asks the model once a category, and keeps of its findings what quotes a text that is there', async () => {
  const [item, other] = items;
  provider.script(item!, says('她从不碰酒。'));
  provider.script(
    'review',
    says(
      JSON.stringify({
        findings: [
          { item, quote: '“她从不碰酒”', problem: '别处写她每晚喝一杯。' },
          { item: other, quote: '这句话哪里也没有', problem: '没有' },
          { item: 'basic.name', quote: '不在这一类', problem: '没有' },
          'nonsense',
        ],
      }),
    ),
  );
  const run = await write(true);
  expect(provider.callsOf('review')).toHaveLength(1);
  expect(await findingsOf(run, item!)).toEqual([
    { kind: 'other', quote: '她从不碰酒', expected: '', problem: '别处写她每晚喝一杯。', by: 'model' },
  ]);
  expect((await reportOf(run)).findings).toHaveLength(1);
});

it('tells a rewrite of what was found, and looks again', async () => {
  const [item] = items;
  provider.script(item!, says('沈知微今年三十五岁。'), (answer) => {
    prompts.set(answer.call.number, String(answer.request.messages?.at(-1)?.content));
    return says('沈知微今年二十七岁，爱刻章。')(answer);
  });
  const run = await write(true);
  expect(await findingsOf(run, item!)).toHaveLength(1);
  await post(`${test.api}/runs/${run.run_id}/revisions`, { items: [item], action: 'rewrite' });
  await checkLog(await follow(`${test.api}/sse/stream/${run.session_id}`));
  const again = provider.callsOf(item!)[1]!;
  expect(prompts.get(again.number)).toContain('<findings>[{"quote":"今年三十五岁","problem":"27"}]');
  expect(await findingsOf(run, item!)).toBeUndefined();
  expect((await reportOf(run)).findings).toEqual([]);
  expect(provider.callsOf('review')).toHaveLength(2);
});

it('goes on when the model answers nonsense, or not at all', async () => {
  provider.script('review', says('Everything is fine!'));
  const run = await write(true);
  const { run: state, items: states } = await stateOf(run);
  expect([state.status, states['review']!.status]).toEqual(['finished', 'done']);
  expect((await reportOf(run)).findings).toEqual([]);
});

it('reads nothing again that has not changed', async () => {
  const run = await write(true);
  await post(`${test.api}/runs/${run.run_id}/revisions`, { items: [items[0]], action: 'lock' });
  await follow(`${test.api}/sse/stream/${run.session_id}`);
  expect(provider.callsOf('review')).toHaveLength(1);
});
