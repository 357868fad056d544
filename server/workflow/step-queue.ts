import { finalize, mergeMap, Subject, type Observable } from 'rxjs';
import type { StepPlan } from './workflow-definition.js';

/** When a step starts that may: without a place, with the next place, or in the order in which it came. */
export type Urgency = 'at_once' | 'next' | 'in_turn';

/** Steps that may start, until there is a place for them. */
export class StepQueue {
  private readonly waiting = new Set<StepPlan>();
  private readonly starts = new Subject<{ step: StepPlan; places: 0 | 1 }>();
  private taken = 0;

  /**
   * @param places how many are worked at the same time, those that start at once not counted
   * @param urgency asked whenever a place is free, so that one that waits already can come to be wanted
   */
  constructor(
    private readonly places: number,
    private readonly urgency: (step: StepPlan) => Urgency,
  ) {}

  /** Works what is added until `close`; unsubscribing leaves everything. Subscribe once, before anything is added. */
  work<T>(run: (step: StepPlan) => Observable<T>): Observable<T> {
    return this.starts.pipe(
      mergeMap(({ step, places }) => {
        this.taken += places;
        return run(step).pipe(finalize(() => (this.taken -= places)));
      }),
    );
  }

  /** A step that is in the queue already keeps its turn. */
  add(steps: readonly StepPlan[]): void {
    for (const step of steps) this.waiting.add(step);
  }

  remove(stepId: string): void {
    for (const step of this.waiting) if (step.id === stepId) this.waiting.delete(step);
  }

  /** Starts what has a place. Not done by a step's end itself: who leaves a step may have another that comes first. */
  fill(): void {
    for (let step = this.next(); step; step = this.next()) {
      this.waiting.delete(step);
      this.starts.next({ step, places: this.urgency(step) === 'at_once' ? 0 : 1 });
    }
  }

  /** Nothing more will be added. */
  close(): void {
    this.starts.complete();
  }

  private next(): StepPlan | undefined {
    const waiting = [...this.waiting];
    const first = (urgency: Urgency) => waiting.find((step) => this.urgency(step) === urgency);
    return first('at_once') ?? (this.taken < this.places ? (first('next') ?? waiting[0]) : undefined);
  }
}
