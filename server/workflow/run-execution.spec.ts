import { EventType } from '@ag-ui/core';
import { jest } from '@jest/globals';
import { firstValueFrom, NEVER, Observable, of, ReplaySubject, Subject, throwError, toArray } from 'rxjs';
import { initialState, type EarlierRuns } from './initial-state.js';
import type { RunCommand } from './run-command.js';
import type { RetryPolicy } from './retry.js';
import type { StepEvent } from './step-event.js';
import { RunExecution, type ExecutableRun } from './run-execution.js';
import type { StepPlan, WorkflowPlan } from './workflow-definition.js';

/** Until what was begun has been made durable, and called. */
const turn = () => new Promise((resolve) => setImmediate(resolve));
const title = (text: string) => ({ zh: text, en: text });
const writes =
  (tokens: number): (() => Observable<StepEvent>) =>
  () =>
    of<StepEvent[]>(
      { kind: 'call' },
      { kind: 'text', text: 'x' },
      { kind: 'usage', usage: { inputTokens: 0, outputTokens: tokens } },
    );

function setup(options: {
  steps: (Pick<StepPlan, 'id'> & Partial<StepPlan>)[];
  concurrency?: number;
  tokenCap?: number;
  retry?: RetryPolicy;
}) {
  const plan: WorkflowPlan = {
    title: 't',
    language: 'en',
    concurrency: options.concurrency ?? 1,
    tokenCap: options.tokenCap,
    phases: [
      { id: 'facts', title: title('Facts') },
      { id: 'items', title: title('Items') },
    ],
    categories: [{ id: 'c', title: title('C') }],
    steps: options.steps.map((step) => ({
      title: title(step.id),
      phase: 'items',
      category: 'c',
      needs: [],
      run: writes(10),
      ...step,
    })),
  };
  const begin = (earlier?: EarlierRuns) =>
    initialState({ sessionId: 's', runId: 'r', workflow: 'w' }, plan, earlier);
  const execute = (changes: Partial<ExecutableRun> = {}) => {
    const run: ExecutableRun = {
      sessionId: 's',
      runId: 'r',
      plan,
      state: begin(),
      outputs: new Map(),
      leftovers: [],
      stop: NEVER,
      commands: NEVER,
      durable: () => Promise.resolve(),
      databaseNow: () => Promise.resolve(new Date(0)),
      ...changes,
    };
    const execution = new RunExecution(run, options.retry ?? { delay: () => 0 });
    return { run, commits: firstValueFrom(execution.observe().pipe(toArray())) };
  };
  return { begin, execute };
}

describe('RunExecution', () => {
  it('starts no further item once the cap is reached, and says so at each of them', async () => {
    const { execute } = setup({ tokenCap: 15, steps: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }] });
    const { run, commits } = execute();
    const ending = (await commits).at(-1)!.ending;
    expect(ending).toMatchObject({ status: 'failed', errorCode: 'token_cap_reached' });
    const told = Object.values(run.state.items).map(({ status, error }) => [status, error?.code]);
    const capped = ['skipped', 'token_cap_reached'];
    expect(told).toEqual([['done', undefined], ['done', undefined], capped, capped]);
  });

  it('ends by the cap also when the worker that met it has died', async () => {
    const { execute } = setup({ tokenCap: 15, steps: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] });
    const first = execute();
    await first.commits;
    // The successor finds every step settled.
    const second = execute({ state: structuredClone(first.run.state) });
    const ending = (await second.commits).at(-1)!.ending;
    expect(ending).toMatchObject({ status: 'failed', errorCode: 'token_cap_reached' });
  });

  it('skips what needs a failed step, and ends well with the rest', async () => {
    const broken = () =>
      throwError(() =>
        Object.assign(new Error('no'), { code: 'no', policy: { attempts: 1, endsRun: false } }),
      );
    const { execute } = setup({
      steps: [
        { id: 'a', optional: true, run: broken },
        { id: 'b', needs: ['a'] },
        { id: 'c', after: ['a'] },
      ],
    });
    const { run, commits } = execute();
    expect((await commits).at(-1)!.ending).toMatchObject({ status: 'finished' });
    expect(Object.values(run.state.items).map(({ status }) => status)).toEqual(['failed', 'skipped', 'done']);
  });

  it('ends a doomed run without calling anybody', async () => {
    const run = jest.fn(writes(1));
    const { execute } = setup({ steps: [{ id: 'a', run }] });
    const doom = Object.assign(new Error('no'), { code: 'doomed', policy: { attempts: 1, endsRun: true } });
    const ending = (await execute({ doom }).commits).at(-1)!.ending;
    expect(ending).toMatchObject({ status: 'failed', errorCode: 'doomed' });
    expect(run).not.toHaveBeenCalled();
  });

  it('counts in its proof what was aborted', async () => {
    const stop = new Subject<Date>();
    const { execute } = setup({
      steps: [{ id: 'a', run: () => new Observable((step) => step.next({ kind: 'call' })) }],
    });
    const { commits } = execute({ stop });
    await turn();
    stop.next(new Date(0));
    const finished = (await commits).at(-1)!.events.at(-1)!;
    expect(finished).toMatchObject({
      type: EventType.RUN_FINISHED,
      metadata: { stop: { providerCallsAborted: 1, deltasDiscarded: 0 } },
    });
  });

  it('stops while a step waits for its next attempt, and no attempt follows', async () => {
    const stop = new Subject<Date>();
    const run = jest.fn(() =>
      throwError(() =>
        Object.assign(new Error('busy'), {
          code: 'busy',
          policy: { attempts: 4, endsRun: false },
          retryAfterMs: 60_000,
        }),
      ),
    );
    const { execute } = setup({ steps: [{ id: 'a', optional: true, run }], retry: { delay: () => 60_000 } });
    const { run: executed, commits } = execute({ stop });
    await turn();
    expect(executed.state.items['a']!.status).toBe('retrying');
    stop.next(new Date(0));
    expect((await commits).at(-1)!.ending).toMatchObject({ status: 'cancelled' });
    expect(executed.state.items['a']!.status).toBe('stopped');
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('leaves out an item that is stopped while it is written, and goes on with the others', async () => {
    const commands = new Subject<RunCommand>();
    let aborted = false;
    const hangs = () =>
      new Observable<StepEvent>((step) => {
        step.next({ kind: 'call' });
        step.next({ kind: 'text', text: 'half a' });
        return () => (aborted = true);
      });
    const { execute } = setup({ steps: [{ id: 'a', run: hangs }, { id: 'b', needs: ['a'] }, { id: 'c' }] });
    const { run, commits } = execute({ commands });
    await turn();
    commands.next({ id: 1, kind: 'stop_item', stepId: 'a' });
    const all = await commits;
    expect(aborted).toBe(true);
    expect(all.at(-1)!.ending).toMatchObject({ status: 'finished' });
    expect(Object.values(run.state.items).map(({ status }) => status)).toEqual([
      'stopped',
      'skipped',
      'done',
    ]);
    expect(run.state.run.handledCommand).toBe(1);
    const end = all.flatMap(({ events }) => events).find(({ type }) => type === EventType.TEXT_MESSAGE_END);
    expect(end).toMatchObject({ messageId: 'a.1', metadata: { end: 'stopped' } });
  });

  it('never starts an item that was stopped while it waited', async () => {
    const commands = new Subject<RunCommand>();
    const run = jest.fn(writes(1));
    const go = new Subject<StepEvent>();
    const { execute } = setup({
      steps: [
        { id: 'a', run: () => go },
        { id: 'b', run },
      ],
    });
    const { commits } = execute({ commands });
    commands.next({ id: 1, kind: 'stop_item', stepId: 'b' });
    go.complete();
    expect((await commits).at(-1)!.ending).toMatchObject({ status: 'finished' });
    expect(run).not.toHaveBeenCalled();
  });

  it('takes what a reader has written himself at once, also while every place is taken', async () => {
    const commands = new Subject<RunCommand>();
    const stop = new Subject<Date>();
    const texts: (string | undefined)[] = [];
    const { execute } = setup({
      steps: [
        { id: 'a', run: (context) => (texts.push(context.revision?.text), writes(1)()) },
        { id: 'b', run: () => NEVER },
        { id: 'c' },
      ],
    });
    const { run, commits } = execute({ commands, stop });
    await turn();
    commands.next({ id: 1, stepId: 'a', kind: 'revise_item', revision: { text: 'mine' } });
    await turn();
    expect(texts).toEqual([undefined, 'mine']);
    expect(Object.values(run.state.items).map(({ status }) => status)).toEqual([
      'done',
      'starting',
      'waiting',
    ]);
    stop.next(new Date(0));
    await commits;
  });

  it('takes what a reader has written himself without a place, also of an item that waits for one, and above the cap', async () => {
    const commands = new Subject<RunCommand>();
    const stop = new Subject<Date>();
    const texts: (string | undefined)[] = [];
    const { execute } = setup({
      tokenCap: 5,
      steps: [
        { id: 'a' },
        { id: 'b', category: undefined, run: () => NEVER },
        { id: 'c', run: (context) => (texts.push(context.revision?.text), writes(1)()) },
      ],
    });
    const { run, commits } = execute({ commands, stop });
    await turn();
    commands.next({ id: 1, stepId: 'c', kind: 'revise_item', revision: { text: 'mine' } });
    await turn();
    expect(texts).toEqual(['mine']);
    expect(Object.values(run.state.items).map(({ status }) => status)).toEqual(['done', 'starting', 'done']);
    stop.next(new Date(0));
    expect((await commits).at(-1)!.ending).toMatchObject({ status: 'cancelled' });
    expect(texts).toEqual(['mine']);
  });

  it('writes what a reader has asked for next, before all that has waited longer', async () => {
    const commands = new Subject<RunCommand>();
    const go = new Subject<StepEvent>();
    const order: string[] = [];
    const noted = (id: string) => ({ id, run: () => (order.push(id), writes(1)()) });
    const { execute } = setup({ steps: [noted('a'), { id: 'b', run: () => go }, noted('c'), noted('d')] });
    const { commits } = execute({ commands });
    await turn();
    commands.next({ id: 1, stepId: 'd', kind: 'revise_item', revision: { instruction: 'shorter' } });
    commands.next({ id: 2, stepId: 'a', kind: 'revise_item', revision: { instruction: 'longer' } });
    go.complete();
    await commits;
    expect(order).toEqual(['a', 'd', 'a', 'c']);
  });

  it('begins an item again in the place that it has', async () => {
    const commands = new Subject<RunCommand>();
    const order: string[] = [];
    const { execute } = setup({
      steps: [
        { id: 'a', run: ({ revision }) => (order.push('a'), revision ? writes(1)() : NEVER) },
        { id: 'b', run: () => (order.push('b'), writes(1)()) },
      ],
    });
    const { commits } = execute({ commands });
    await turn();
    commands.next({ id: 1, stepId: 'a', kind: 'revise_item', revision: { instruction: 'shorter' } });
    await commits;
    expect(order).toEqual(['a', 'a', 'b']);
  });

  it('begins what is being written again in its place when its facts are changed', async () => {
    const commands = new Subject<RunCommand>();
    const order: string[] = [];
    const facts = (text: string): StepEvent[] => [
      { kind: 'text', text },
      { kind: 'output', value: text },
    ];
    const item = (id: string) => ({
      id,
      needs: ['facts'],
      run: () => (order.push(id), order.filter((each) => each === 'facts').length > 1 ? writes(1)() : NEVER),
    });
    const { execute } = setup({
      concurrency: 2,
      steps: [
        {
          id: 'facts',
          category: undefined,
          run: ({ revision }) => (order.push('facts'), of(...facts(revision?.text ?? 'old'))),
        },
        ...['a', 'b', 'c', 'd'].map(item),
      ],
    });
    const { commits } = execute({ commands });
    await turn();
    await turn();
    expect(order).toEqual(['facts', 'a', 'b']);
    commands.next({ id: 1, stepId: 'facts', kind: 'revise_item', revision: { text: 'new' } });
    expect((await commits).at(-1)!.ending).toMatchObject({ status: 'finished' });
    expect(order).toEqual(['facts', 'a', 'b', 'facts', 'a', 'b', 'c', 'd']);
  });

  it('goes on with the facts that were there when their rewrite is stopped, also after a takeover', async () => {
    const commands = new Subject<RunCommand>();
    const stop = new Subject<Date>();
    const read: unknown[] = [];
    const { execute } = setup({
      steps: [
        {
          id: 'facts',
          category: undefined,
          run: ({ revision }) => (revision ? NEVER : of<StepEvent[]>({ kind: 'output', value: 'old' })),
        },
        { id: 'a', needs: ['facts'], run: ({ output }) => (read.push(output('facts')), NEVER) },
        { id: 'b', needs: ['facts'], run: ({ output }) => (read.push(output('facts')), writes(1)()) },
      ],
    });
    const first = execute({ commands, stop });
    await turn();
    await turn();
    commands.next({ id: 1, stepId: 'facts', kind: 'revise_item', revision: {} });
    commands.next({ id: 2, stepId: 'a', kind: 'stop_item' });
    await turn();
    expect(first.run.state.items['facts']!.status).toBe('starting');
    expect(read).toEqual(['old']);
    commands.next({ id: 3, stepId: 'facts', kind: 'stop_item' });
    const successor = structuredClone(first.run.state);
    const outputs = new Map([['facts', 'old']]);
    for (const { commits } of [first, execute({ state: successor, outputs })])
      expect((await commits).at(-1)!.ending).toMatchObject({ status: 'finished' });
    expect(read).toEqual(['old', 'old', 'old']);
  });

  it('knows after a takeover too what somebody waits for', async () => {
    const commands = new ReplaySubject<RunCommand>();
    commands.next({ id: 1, stepId: 'c', kind: 'revise_item', revision: { instruction: 'shorter' } });
    const order: string[] = [];
    const { begin, execute } = setup({
      steps: ['a', 'b', 'c'].map((id) => ({ id, run: () => (order.push(id), writes(1)()) })),
    });
    const state = begin();
    state.run.handledCommand = 1;
    state.items['c']!.revision = { instruction: 'shorter' };
    await execute({ commands, state }).commits;
    expect(order).toEqual(['c', 'a', 'b']);
  });

  it('leaves a stopped item out after a takeover too', async () => {
    const run = jest.fn(writes(1));
    const { begin, execute } = setup({ steps: [{ id: 'a', run }, { id: 'b' }] });
    const state = begin();
    state.items['a']!.status = 'stopped';
    state.run.handledCommand = 1;
    const ending = (await execute({ state }).commits).at(-1)!.ending;
    expect(ending).toMatchObject({ status: 'finished' });
    expect(run).not.toHaveBeenCalled();
  });

  it('asks nobody before it is durable that the step has begun', async () => {
    const run = jest.fn(writes(1));
    const lease = new Subject<void>();
    const { execute } = setup({ steps: [{ id: 'a', run }] });
    const { commits } = execute({ durable: () => firstValueFrom(lease) });
    await turn();
    expect(run).not.toHaveBeenCalled();
    lease.next();
    await commits;
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('fails the step that says what cannot be written down, and no other', async () => {
    const bad = () => of<StepEvent>({ kind: 'output', value: 1n });
    const { execute } = setup({ steps: [{ id: 'a', optional: true, run: bad }, { id: 'b' }] });
    const { run, commits } = execute();
    expect((await commits).at(-1)!.ending).toMatchObject({ status: expect.any(String) as string });
    expect(run.state.items).toMatchObject({ a: { status: 'failed', error: { code: 'step_defect' } } });
  });

  it('obeys no command twice: not one that came again, not one from before a takeover', async () => {
    const commands = new Subject<RunCommand>();
    const go = new Subject<StepEvent>();
    const { begin, execute } = setup({ steps: [{ id: 'a', run: () => go }] });
    const state = begin();
    state.run.handledCommand = 4;
    const { run, commits } = execute({ commands, state });
    commands.next({ id: 4, kind: 'stop_item', stepId: 'a' });
    go.complete();
    expect((await commits).at(-1)!.ending).toMatchObject({ status: 'finished' });
    expect(run.state.items['a']!.status).toBe('done');
  });

  it('waits with its proof for a database that is away, and says when it was asked', async () => {
    const stop = new Subject<Date>();
    let away = 1;
    const { execute } = setup({
      steps: [{ id: 'a', run: () => new Observable((step) => step.next({ kind: 'call' })) }],
    });
    const { commits } = execute({
      stop,
      databaseNow: () => (away-- > 0 ? Promise.reject(new Error('away')) : Promise.resolve(new Date(2_000))),
    });
    await turn();
    stop.next(new Date(1_000));
    const finished = (await commits).at(-1)!.events.at(-1)!;
    expect(finished).toMatchObject({
      metadata: {
        stop: {
          requestedAt: '1970-01-01T00:00:01.000Z',
          abortedAt: '1970-01-01T00:00:02.000Z',
          providerCallsAborted: 1,
        },
      },
    });
  });

  it('begins a continued run with the phases done that are done', async () => {
    const { begin, execute } = setup({
      steps: [{ id: 'canon', phase: 'facts', category: undefined }, { id: 'a' }],
    });
    const { run, commits } = execute();
    await commits;
    run.state.items['a']!.status = 'stopped';
    const state = begin({ state: run.state, attempts: new Map([['a', 1]]), keep: 'finished' });
    expect(state.phases).toMatchObject({ facts: { status: 'done' }, items: { status: 'waiting' } });
    expect(state.items).toMatchObject({ canon: { status: 'done' }, a: { status: 'waiting', attempt: 1 } });
  });
});
