import { finalize, mergeMap, Subject, type Observable } from 'rxjs';
import type { StepGraph } from './step-graph.js';
import type { StepPlan } from './workflow-definition.js';

/**
 * Gives the steps of a graph their places: first those that somebody has asked for, in the order of asking, then the others
 * in the order of the plan. What is begun again stands where it stood.
 */
export class StepQueue {
  private readonly starts = new Subject<{ step: StepPlan; places: 0 | 1 }>();
  private readonly preferred = new Set<string>();
  private taken = 0;
  private filling = false;

  /**
   * @param places how many are worked at the same time, those without a place not counted
   * @param isFree the step calls nobody: it takes no place and waits for none
   */
  constructor(
    private readonly graph: StepGraph,
    private readonly places: number,
    private readonly isFree: (step: StepPlan) => boolean,
  ) {}

  /** Works what `fill` starts, until `close`; unsubscribing leaves everything. Subscribe once, before anything starts. */
  work<T>(run: (step: StepPlan) => Observable<T>): Observable<T> {
    return this.starts.pipe(
      mergeMap(({ step, places }) => {
        this.taken += places;
        return run(step).pipe(finalize(() => (this.taken -= places)));
      }),
    );
  }

  /** Somebody waits for this step, whether it waits already or will. */
  prefer(stepId: string): void {
    this.preferred.add(stepId);
  }

  /** Starts what has a place. Not done by a step's end itself: who leaves a step may have another that comes first. */
  fill(): void {
    // Steps that end at once would be started one inside the other, thousands deep.
    if (this.filling) return;
    this.filling = true;
    try {
      for (let step = this.next(); step; step = this.next()) this.start(step);
    } finally {
      this.filling = false;
    }
  }

  /** Nothing more will start. */
  close(): void {
    this.starts.complete();
  }

  private start(step: StepPlan): void {
    this.graph.start(step);
    this.preferred.delete(step.id);
    this.starts.next({ step, places: this.isFree(step) ? 0 : 1 });
  }

  private next(): StepPlan | undefined {
    const ready = this.graph.ready();
    const free = ready.find((step) => this.isFree(step));
    if (free || this.taken >= this.places) return free;
    for (const id of this.preferred) {
      const step = ready.find((each) => each.id === id);
      if (step) return step;
    }
    return ready[0];
  }
}
