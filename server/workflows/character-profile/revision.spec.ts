import { fails, says } from '../../language-model/scripted/acts.js';
import { ScriptedProvider } from '../../language-model/scripted/scripted-provider.js';
import { follow, get, post, type SseEvent } from '../../testing/api-client.js';
import { checkLog } from '../../testing/check-log.js';
import { startTestApplication, type TestApplication } from '../../testing/test-application.js';
import { until } from '../../testing/until.js';
import type { ItemState, RunStateDocument } from '../../workflow/run-state.dto.js';

interface Started {
  session_id: string;
  run_id: string;
}
interface Profile {
  categories: { items: { id: string; text: string | null }[] }[];
}

let provider: ScriptedProvider;
let test: TestApplication;
let items: string[];
let prompts: Map<number, string>;

beforeEach(async () => {
  provider = await ScriptedProvider.start();
  test = await startTestApplication({
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_MODEL: 'scripted-model',
  });
  const { body } = await get<{ categories: { items: { id: string }[] }[] }>(
    `${test.api}/workflow/character_profile/options`,
  );
  items = body.categories[0]!.items.map(({ id }) => id);
  prompts = new Map();
  provider.always('*', (answer) => {
    prompts.set(answer.call.number, JSON.stringify(answer.request.messages));
    return answer.play();
  });
});

afterEach(async () => {
  await test.close();
  await provider.stop();
});

async function start(): Promise<Started> {
  const { body } = await post<Started>(`${test.api}/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories: [items[0]!.split('.')[0]],
    concurrency: 2,
  });
  return body;
}

const logOf = ({ session_id }: Started): Promise<SseEvent[]> =>
  follow(`${test.api}/sse/stream/${session_id}`);
const revise = ({ run_id }: Started, body: object) =>
  post<Started & { code: string }>(`${test.api}/runs/${run_id}/revisions`, body);
const stateOf = async ({ run_id }: Started): Promise<RunStateDocument> =>
  (await get<{ state: RunStateDocument }>(`${test.api}/runs/${run_id}`)).body.state;
const itemOf = async (run: Started, id: string): Promise<ItemState> => (await stateOf(run)).items[id]!;

async function textOf({ session_id }: Started, id: string): Promise<string | null> {
  const { body } = await get<Profile>(`${test.api}/sessions/${session_id}/artifacts/profile.json`);
  return body.categories.flatMap((category) => category.items).find((item) => item.id === id)!.text;
}

async function finished(): Promise<Started> {
  const run = await start();
  await logOf(run);
  return run;
}

describe('an item of a finished profile', () => {
  it('is written again with an instruction; nothing else is asked, the files follow, the old text stays', async () => {
    const run = await finished();
    const [item, other] = [items[3]!, items[4]!];
    const before = {
      text: await textOf(run, item),
      other: await textOf(run, other),
      calls: provider.calls.length,
    };
    provider.script(item, (answer) => {
      prompts.set(answer.call.number, JSON.stringify(answer.request.messages));
      return says('新的一稿。')(answer);
    });
    const next = await revise(run, { items: [item], action: 'rewrite', instruction: '写得更冷一些' });
    expect(next.status).toBe(202);
    expect(next.body.run_id).not.toBe(run.run_id);
    const log = await logOf(next.body);
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
    expect(provider.calls.slice(before.calls).map((call) => call.item)).toEqual([item]);
    expect(prompts.get(provider.calls.length)).toContain('写得更冷一些');
    expect(prompts.get(provider.calls.length)).toContain(before.text!.slice(0, 20));
    expect(await textOf(run, item)).toBe('新的一稿。');
    expect(await textOf(run, other)).toBe(before.other);
    expect(await itemOf(next.body, item)).toMatchObject({
      status: 'done',
      attempt: 2,
      chosen: 2,
      revision: { instruction: '写得更冷一些' },
    });
    const restored = await revise(next.body, { items: [item], action: 'restore', attempt: 1 });
    await logOf(restored.body);
    expect(await textOf(run, item)).toBe(before.text);
    expect(await itemOf(restored.body, item)).toMatchObject({ attempt: 3, revision: { restoredFrom: 1 } });
  });

  it('is edited by hand, without asking anybody', async () => {
    const run = await finished();
    const calls = provider.calls.length;
    const { body } = await revise(run, { items: [items[2]], action: 'edit', text: '亲手写的。\u{1F600}' });
    await checkLog(await logOf(body));
    expect(await textOf(run, items[2]!)).toBe('亲手写的。\u{1F600}');
    expect(provider.calls.length).toBe(calls);
  });

  it('keeps its text when the rewrite fails, and the rewrite can be continued', async () => {
    const run = await finished();
    const item = items[1]!;
    const before = await textOf(run, item);
    provider.script(item, fails(400));
    const failed = (await revise(run, { items: [item], action: 'rewrite', instruction: '短一点' })).body;
    await checkLog(await logOf(failed));
    expect(await itemOf(failed, item)).toMatchObject({ status: 'failed', chosen: 1 });
    expect(await textOf(run, item)).toBe(before);
    const { body } = await post<Started>(`${test.api}/runs/${failed.run_id}/continue`);
    await checkLog(await logOf(body));
    expect(prompts.get(provider.calls.length)).toContain('短一点');
    expect(await textOf(run, item)).not.toBe(before);
  });

  it('is left alone while it is locked', async () => {
    const run = await finished();
    const [locked, open] = [items[0]!, items[1]!];
    const lock = (await revise(run, { items: [locked], action: 'lock' })).body;
    const log = await logOf(lock);
    await checkLog(log);
    const calls = provider.calls.length;
    const refused = await revise(lock, { items: [locked], action: 'rewrite' });
    expect([refused.status, refused.body.code]).toEqual([409, 'item_locked']);
    const both = (await revise(lock, { items: [locked, open], action: 'rewrite' })).body;
    await logOf(both);
    expect(provider.calls.slice(calls).map(({ item }) => item)).toEqual([open]);
    const unlocked = (await revise(both, { items: [locked], action: 'unlock' })).body;
    await logOf(unlocked);
    expect((await revise(unlocked, { items: [locked], action: 'rewrite' })).status).toBe(202);
    await logOf(unlocked);
  });

  it('is stale when its facts are changed, until it is written again', async () => {
    const run = await finished();
    const { body } = await get<{ messages: { id: string; text: string }[] }>(
      `${test.api}/sessions/${run.session_id}/snapshot`,
    );
    const facts = JSON.parse(body.messages.find(({ id }) => id === 'canon.1')!.text) as object;
    const edit = { items: ['canon'], action: 'edit' };
    const text = JSON.stringify({ ...facts, home: '灯塔下的石屋' });
    const changed = (await revise(run, { ...edit, text })).body;
    await checkLog(await logOf(changed));
    const stale = Object.entries((await stateOf(changed)).items).filter(([, item]) => item.stale);
    expect(stale.map(([id]) => id)).toEqual(items);
    const again = (await revise(changed, { items: items.slice(0, 2), action: 'rewrite' })).body;
    await checkLog(await logOf(again));
    expect(prompts.get(provider.calls.length)).toContain('灯塔下的石屋');
    const left = Object.entries((await stateOf(again)).items).filter(([, item]) => item.stale);
    expect(left.map(([id]) => id)).toEqual(items.slice(2));
    // The same facts once more change nothing.
    const same = (await revise(again, { ...edit, text })).body;
    await checkLog(await logOf(same));
    expect((await itemOf(same, items[0]!)).stale).toBeUndefined();
  });

  it('is refused clearly where there is nothing to revise', async () => {
    const run = await finished();
    const answers = [
      await revise(run, { items: ['nobody.knows'], action: 'rewrite' }),
      await revise(run, { items: ['assemble'], action: 'rewrite' }),
      await revise(run, { items: ['canon'], action: 'edit', text: '{"name": 1}' }),
      await revise(run, { items: [items[0]], action: 'restore', attempt: 9 }),
      await revise(run, { items: [items[0]], action: 'edit' }),
      await revise(run, { items: items.slice(0, 2), action: 'edit', text: 'x' }),
      await revise(run, { items: [items[0]], action: 'burn' }),
      await revise({ ...run, run_id: crypto.randomUUID() }, { items: [items[0]], action: 'lock' }),
    ];
    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '404 item_not_found',
      '404 item_not_found',
      '400 validation_failed',
      '404 attempt_not_found',
      '400 validation_failed',
      '400 validation_failed',
      '400 validation_failed',
      '404 run_not_found',
    ]);
    const next = (await revise(run, { items: [items[0]], action: 'lock' })).body;
    await logOf(next);
    const late = await revise(run, { items: [items[0]], action: 'rewrite' });
    expect([late.status, late.body.code]).toEqual([409, 'run_superseded']);
  });
});

describe('an item of an active run', () => {
  it('is written again by the run itself, whether it is being written, is done, or still waits', async () => {
    const [writing, waiting] = [items[1]!, items.at(-1)!];
    let release!: () => void;
    const held = new Promise<void>((resolve) => (release = resolve));
    provider.script(writing, async (answer) => {
      answer.text('第一稿');
      await answer.closed;
    });
    // Holds the last but one, so that the run is active until it is let go.
    provider.script(items.at(-2)!, async (answer) => {
      await held;
      await answer.play();
    });
    const run = await start();
    const log = logOf(run);
    await until(async () => (await itemOf(run, writing)).status === 'writing');
    await until(async () => (await itemOf(run, items[0]!)).status === 'done');
    expect((await revise(run, { items: [waiting], action: 'rewrite', instruction: '末条' })).body).toEqual(
      run,
    );
    expect((await revise(run, { items: [writing], action: 'edit', text: '手写的' })).body).toEqual(run);
    expect((await revise(run, { items: [items[0]], action: 'rewrite', instruction: '首条' })).body).toEqual(
      run,
    );
    await until(async () => (await itemOf(run, items[0]!)).chosen === 2);
    release();
    const events = await log;
    await checkLog(events);
    expect(events.at(-1)!.event).toMatchObject({ outcome: { type: 'success' } });
    expect(await textOf(run, writing)).toBe('手写的');
    const asked = provider.calls.filter(({ item }) => [items[0], waiting].includes(item));
    expect(asked.map(({ item, attempt }) => `${item} ${attempt}`).sort()).toEqual(
      [`${items[0]} 1`, `${items[0]} 2`, `${waiting} 1`].sort(),
    );
    expect(asked.filter(({ number }) => /首条|末条/.test(prompts.get(number) ?? '')).length).toBe(2);
    expect(await itemOf(run, writing)).toMatchObject({ status: 'done', attempt: 2, chosen: 2 });
  });
});
