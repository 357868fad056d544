import type { Type } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { Localized } from './localized.dto.js';
import type { Prices } from './run-state.dto.js';
import type { RunRequest } from './run-request.dto.js';
import type { ContentDescription, SessionContent } from './session-content.js';
import type { StepContext } from './step-context.js';
import type { StepEvent } from './step-event.js';

/** What the engine runs and the board draws; made from the prepared input alone, so every replica makes the same. */
export interface WorkflowPlan {
  /** What the session is called, e.g. the character's name. */
  title: string;
  language: 'zh' | 'en';
  /** Configured ids of what answers the prompts; absent for a workflow without a model. */
  model?: { provider: string; model: string; sample: boolean; prices?: Prices };
  /** Steps at once. */
  concurrency: number;
  /** Tokens after which no further step starts; absent: no cap. */
  tokenCap?: number;
  /** In the order of the rail. */
  phases: readonly { id: string; title: Localized }[];
  /** In the order of the board. */
  categories: readonly { id: string; title: Localized }[];
  steps: readonly StepPlan[];
}

/** A node of the graph. */
export interface StepPlan {
  /** ASCII, unique in the workflow; also the AG-UI `stepName`. */
  id: string;
  title: Localized;
  phase: string;
  /** Present: the step writes an item of that category. */
  category?: string;
  /** Steps that must have ended well before this one starts. */
  needs: readonly string[];
  /** Steps that must have ended, well or not. */
  after?: readonly string[];
  /** Its failure does not end the run; what needs it is skipped. */
  optional?: boolean;
  /** When it is done the run ends with an interrupt, until somebody has confirmed what it says. */
  confirm?: boolean;
  /** Runs in every run of the session, even when an earlier run has its checkpoint. */
  always?: boolean;
  run(context: StepContext): Observable<StepEvent>;
}

/**
 * A workflow: one folder with one definition and its prompts.
 * Mark the class with `@Workflow()`; `WorkflowsModule.scan()` finds it.
 */
export abstract class WorkflowDefinition<Input extends RunRequest = RunRequest> {
  /** Kebab-case; the API says it with underscores: `character-profile` → `/api/workflow/character_profile_stream`. */
  abstract readonly id: string;
  abstract readonly title: Localized;
  /** The DTO class of the request; its OpenAPI schema is the form. */
  abstract readonly input: Type<Input>;

  /**
   * Fixes what the request leaves open and what may change later, e.g. the version of a template; called once, before
   * the session's first run of this request is stored.
   * @throws Problem for what the request names and is not there
   */
  prepare(input: Input): Input | Promise<Input> {
    return input;
  }

  /**
   * The same for the same input, on every replica, whenever it is asked.
   * @throws Problem for input that is well-formed but impossible (unknown category, unknown provider).
   */
  abstract plan(input: Input): WorkflowPlan | Promise<WorkflowPlan>;

  /**
   * Whether a step could have said this text, which somebody wrote by hand.
   * @throws Problem 400 that says what is wrong with it
   */
  checkText(_stepId: string, _text: string): void {}

  /** The DTO class of what `options()` answers, for the OpenAPI. */
  readonly optionsType?: Type<object>;

  /** What a form needs to know: choices, defaults, estimates. */
  options(): object {
    return {};
  }

  /** What an export says besides the items: the facts, and the character where the session is about one. */
  describe(content: SessionContent): ContentDescription {
    const items = content.categories.flatMap((category) => category.items);
    return { facts: [], keywords: new Map(items.map(({ id, name }) => [id, [name]])) };
  }
}
