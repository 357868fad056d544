import type { Settlement } from './settlement.js';
import type { StepPlan } from './workflow-definition.js';

/** Which steps may start now. Pure bookkeeping: it starts nothing and knows no time. */
export class StepGraph {
  private readonly waiting: Set<StepPlan>;
  private readonly settled = new Map<string, Settlement>();

  /**
   * @param settled what an earlier lease or run has settled already.
   * @throws Error when a need is unknown or the needs make a circle: a defect of the definition.
   */
  constructor(
    private readonly steps: readonly StepPlan[],
    settled: Iterable<readonly [string, Settlement]> = [],
  ) {
    for (const [id, settlement] of settled) this.settled.set(id, settlement);
    this.waiting = new Set(steps.filter((step) => !this.settled.has(step.id)));
    assertAcyclic(steps);
  }

  /** The steps that wait and whose needs are met, in the order of the plan. */
  ready(): StepPlan[] {
    return this.steps.filter(
      (step) =>
        this.waiting.has(step) &&
        step.needs.every((need) => this.settled.get(need) === 'done') &&
        (step.after ?? []).every((before) => this.settled.has(before)),
    );
  }

  /** The step waits no more. */
  start(step: StepPlan): void {
    this.waiting.delete(step);
  }

  /** Records an ending; answers the steps that can never start now. */
  settle(stepId: string, settlement: Settlement): StepPlan[] {
    this.settled.set(stepId, settlement);
    for (const step of this.waiting) if (step.id === stepId) this.waiting.delete(step);
    if (settlement === 'done') return [];
    const skipped = [...this.waiting].filter((step) => step.needs.includes(stepId));
    for (const step of skipped) this.waiting.delete(step);
    return skipped.flatMap((step) => [step, ...this.settle(step.id, 'skipped')]);
  }

  /**
   * Takes a settled or started step back, to be worked again, and with it whatever always follows it.
   *
   * @returns the steps that wait again, itself first
   */
  reopen(stepId: string): StepPlan[] {
    const step = this.steps.find(({ id }) => id === stepId);
    if (!step || this.waiting.has(step)) return [];
    this.settled.delete(stepId);
    this.waiting.add(step);
    const followers = this.steps.filter(
      ({ always, needs, after = [] }) => always && (needs.includes(stepId) || after.includes(stepId)),
    );
    return [step, ...followers.flatMap(({ id }) => this.reopen(id))];
  }

  /** The steps that are written from this one. */
  readersOf(stepId: string): StepPlan[] {
    return this.steps.filter(({ needs, always }) => !always && needs.includes(stepId));
  }

  isSettled(stepId: string): boolean {
    return this.settled.has(stepId);
  }

  /** Nothing waits and nothing runs. */
  get complete(): boolean {
    return this.steps.every((step) => this.settled.has(step.id));
  }
}

function assertAcyclic(steps: readonly StepPlan[]): void {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const passed = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (path.includes(id))
      throw new Error(`The steps need each other in a circle: ${[...path, id].join(' → ')}.`);
    if (passed.has(id)) return;
    const step = byId.get(id);
    if (!step) throw new Error(`A step needs "${id}", which is not in the plan.`);
    for (const need of [...step.needs, ...(step.after ?? [])]) visit(need, [...path, id]);
    passed.add(id);
  };
  for (const step of steps) visit(step.id, []);
}
