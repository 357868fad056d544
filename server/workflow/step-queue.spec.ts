import { Subject } from 'rxjs';
import { StepQueue, type Urgency } from './step-queue.js';
import type { StepPlan } from './workflow-definition.js';

function setup(places: number) {
  const urgencies: Record<string, Urgency> = {};
  const queue = new StepQueue(places, ({ id }) => urgencies[id] ?? 'in_turn');
  const steps = new Map<string, StepPlan>();
  const step = (id: string): StepPlan => {
    if (!steps.has(id)) steps.set(id, { id } as StepPlan);
    return steps.get(id)!;
  };
  const begun: string[] = [];
  const working = new Map<string, Subject<string>>();
  const work = queue.work(({ id }) => {
    begun.push(id);
    const ended = new Subject<string>();
    working.set(id, ended);
    return ended;
  });
  const add = (...ids: string[]) => {
    queue.add(ids.map(step));
    queue.fill();
  };
  const end = (id: string) => {
    working.get(id)!.complete();
    queue.fill();
  };
  return { queue, work, begun, working, urgencies, add, end };
}

describe('StepQueue', () => {
  it('works as many steps at a time as there are places, in the order in which they came', () => {
    const { work, begun, add, end } = setup(2);
    work.subscribe();
    add('a', 'b', 'c', 'd');
    expect(begun).toEqual(['a', 'b']);
    end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    end('a');
    end('c');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives the next place to what is wanted, also when it waits already', () => {
    const { work, begun, urgencies, add, end } = setup(1);
    work.subscribe();
    add('a', 'b', 'c');
    urgencies['c'] = 'next';
    end('a');
    expect(begun).toEqual(['a', 'c']);
    end('c');
    expect(begun).toEqual(['a', 'c', 'b']);
  });

  it('gives the place of what was left to what is wanted instead, not to what has waited longest', () => {
    const { work, begun, working, urgencies, add } = setup(1);
    work.subscribe();
    add('a', 'b');
    working.get('a')!.complete();
    urgencies['a'] = 'next';
    add('a');
    expect(begun).toEqual(['a', 'a']);
  });

  it('starts what needs no place at once, and the others have theirs all the same', () => {
    const { work, begun, urgencies, add, end } = setup(1);
    work.subscribe();
    urgencies['c'] = 'at_once';
    add('a', 'b', 'c');
    expect(begun).toEqual(['c', 'a']);
    end('c');
    expect(begun).toEqual(['c', 'a']);
    end('a');
    expect(begun).toEqual(['c', 'a', 'b']);
  });

  it('starts nothing that was removed, and nothing twice', () => {
    const { queue, work, begun, add, end } = setup(1);
    work.subscribe();
    add('a', 'b', 'c');
    add('c');
    queue.remove('b');
    end('a');
    end('c');
    expect(begun).toEqual(['a', 'c']);
  });

  it('ends when it is closed and the last step has ended', () => {
    const { queue, work, add, end } = setup(1);
    let ended = false;
    work.subscribe({ complete: () => (ended = true) });
    add('a');
    queue.close();
    expect(ended).toBe(false);
    end('a');
    expect(ended).toBe(true);
  });

  it('starts nothing more once it was left', () => {
    const { work, begun, working, add } = setup(1);
    const subscription = work.subscribe();
    add('a', 'b');
    subscription.unsubscribe();
    expect(working.get('a')!.observed).toBe(false);
    add('c');
    expect(begun).toEqual(['a']);
  });
});
