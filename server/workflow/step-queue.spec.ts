import { Observable, of, Subject } from 'rxjs';
import { StepGraph } from './step-graph.js';
import { StepQueue } from './step-queue.js';
import type { StepPlan } from './workflow-definition.js';

type Plan = Pick<StepPlan, 'id'> & Partial<StepPlan>;

const plan = (...steps: (string | Plan)[]): StepPlan[] =>
  steps.map(
    (step) => ({ needs: [], ...(typeof step === 'string' ? { id: step } : step) }) as unknown as StepPlan,
  );

/** A queue whose steps last until the test ends them. */
function setup(places: number, steps: StepPlan[]) {
  const graph = new StepGraph(steps);
  const free = new Set<string>();
  const queue = new StepQueue(graph, places, ({ id }) => free.has(id));
  const begun: string[] = [];
  const working = new Map<string, Subject<never>>();
  const subscription = queue
    .work(({ id }) => {
      begun.push(id);
      const ended = new Subject<never>();
      working.set(id, ended);
      return ended;
    })
    .subscribe();
  const end = (id: string) => {
    working.get(id)!.complete();
    graph.settle(id, 'done');
    queue.fill();
  };
  /** What is done when a step is to be begun again. */
  const again = (id: string) => {
    working.get(id)!.complete();
    graph.reopen(id);
  };
  queue.fill();
  return { graph, queue, free, begun, working, subscription, end, again };
}

describe('StepQueue', () => {
  it('works as many steps at a time as there are places, in the order of the plan', () => {
    const { begun, end } = setup(2, plan('a', 'b', 'c', 'd'));
    expect(begun).toEqual(['a', 'b']);
    end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    end('a');
    end('c');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives the next places to what somebody waits for, in the order of asking', () => {
    const { queue, begun, end } = setup(1, plan('a', 'b', 'c', 'd', 'e'));
    queue.prefer('e');
    queue.prefer('c');
    queue.prefer('e');
    for (const id of ['a', 'e', 'c', 'b']) end(id);
    expect(begun).toEqual(['a', 'e', 'c', 'b', 'd']);
  });

  it('prefers a step once: begun again for another reason, it has its turn like the others', () => {
    const { queue, begun, end, again } = setup(1, plan('a', 'b', 'c'));
    queue.prefer('c');
    end('a');
    again('c');
    queue.fill();
    expect(begun).toEqual(['a', 'c', 'b']);
  });

  it('begins again before what has not begun yet, in the places that were left', () => {
    const { queue, begun, again } = setup(2, plan('a', 'b', 'c', 'd'));
    again('a');
    again('b');
    queue.fill();
    expect(begun).toEqual(['a', 'b', 'a', 'b']);
  });

  it('starts nothing from what is being made anew, although it could have started before', () => {
    const { queue, begun, end, again } = setup(
      2,
      plan('facts', { id: 'a', needs: ['facts'] }, { id: 'b', needs: ['facts'] }),
    );
    end('facts');
    end('a');
    expect(begun).toEqual(['facts', 'a', 'b']);
    const busy = setup(1, plan('facts', { id: 'a', needs: ['facts'] }, { id: 'b', needs: ['facts'] }));
    busy.end('facts');
    busy.graph.reopen('facts');
    busy.end('a');
    expect(busy.begun).toEqual(['facts', 'a', 'facts']);
    busy.end('facts');
    expect(busy.begun).toEqual(['facts', 'a', 'facts', 'b']);
    again('b');
    queue.fill();
    expect(begun).toEqual(['facts', 'a', 'b', 'b']);
  });

  it('starts at once what needs no place, and the others have theirs all the same', () => {
    const { queue, free, begun, end } = setup(1, plan('a', 'b', 'c'));
    free.add('c');
    queue.fill();
    expect(begun).toEqual(['a', 'c']);
    end('c');
    expect(begun).toEqual(['a', 'c']);
    end('a');
    expect(begun).toEqual(['a', 'c', 'b']);
  });

  it('starts nothing that was settled while it waited', () => {
    const { graph, begun, end } = setup(1, plan('a', 'b', 'c'));
    graph.settle('b', 'skipped');
    end('a');
    expect(begun).toEqual(['a', 'c']);
  });

  it('works thousands of steps that end at once, never more than there are places', () => {
    const steps = plan(...Array.from({ length: 3_000 }, (_, n) => `s${n}`));
    const graph = new StepGraph(steps);
    const queue = new StepQueue(graph, 3, () => false);
    let now = 0;
    let most = 0;
    let worked = 0;
    let ended = false;
    const atOnce = ({ id }: StepPlan) =>
      new Observable<number>((subscriber) => {
        most = Math.max(most, (now += 1));
        of(1).subscribe({ next: (one) => subscriber.next(one) });
        now -= 1;
        graph.settle(id, 'done');
        subscriber.complete();
        queue.fill();
        if (graph.complete) queue.close();
      });
    queue.work(atOnce).subscribe({ next: (one) => (worked += one), complete: () => (ended = true) });
    queue.fill();
    expect({ worked, most, ended }).toEqual({ worked: 3_000, most: 1, ended: true });
  });

  it('ends when it is closed and the last step has ended', () => {
    const graph = new StepGraph(plan('a'));
    const queue = new StepQueue(graph, 1, () => false);
    const last = new Subject<never>();
    let ended = false;
    queue.work(() => last).subscribe({ complete: () => (ended = true) });
    queue.fill();
    queue.close();
    expect(ended).toBe(false);
    last.complete();
    expect(ended).toBe(true);
  });

  it('starts nothing more once it was left', () => {
    const { queue, begun, working, subscription } = setup(1, plan('a', 'b'));
    subscription.unsubscribe();
    expect(working.get('a')!.observed).toBe(false);
    queue.fill();
    expect(begun).toEqual(['a']);
  });
});
