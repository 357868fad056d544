import { Injectable, Module } from '@nestjs/common';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { concat, defer, interval, map, of, take, throwError, type Observable } from 'rxjs';
import type { StepEvent } from '../../../workflow/step-event.js';
import { RunRequest } from '../../../workflow/run-request.dto.js';
import { WorkflowDefinition, type WorkflowPlan } from '../../../workflow/workflow-definition.js';
import { Workflow } from '../../../workflow/workflow.decorator.js';

/** The request of the errand. */
export class ErrandInput extends RunRequest {
  /** What to fetch. */
  @IsString()
  what: string;

  /** Words of the second step. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  words: number = 20;

  /** Characters that are added to each of them. */
  @IsOptional()
  @IsInt()
  bulk: number = 0;

  /** How often the second step fails before it succeeds. */
  @IsOptional()
  @IsInt()
  failures: number = 0;
}

class Stumble extends Error {
  readonly code = 'stumbled';
  readonly policy = { attempts: 3, endsRun: false };
}

const title = (text: string): { zh: string; en: string } => ({ zh: text, en: text });

/** A workflow of three steps in one folder: ask, fetch, tell. It proves the engine's API. */
@Workflow()
@Injectable()
export class ErrandWorkflow extends WorkflowDefinition<ErrandInput> {
  readonly id = 'errand';
  readonly title = title('Errand');
  readonly input = ErrandInput;

  plan({ what, words, bulk, failures }: ErrandInput): WorkflowPlan {
    return {
      title: what,
      language: 'en',
      concurrency: 2,
      phases: [{ id: 'go', title: title('Go') }],
      categories: [{ id: 'way', title: title('On the way') }],
      steps: [
        {
          id: 'ask',
          title: title('Ask'),
          phase: 'go',
          needs: [],
          run: () => of(say('Where?'), put('north')),
        },
        {
          id: 'fetch',
          title: title('Fetch'),
          phase: 'go',
          category: 'way',
          needs: ['ask'],
          optional: true,
          run: ({ output, tries }) =>
            concat(walk(words, bulk, output<string>('ask')!), tries <= failures ? stumble() : of(put(what))),
        },
        {
          id: 'tell',
          title: title('Tell'),
          phase: 'go',
          category: 'way',
          needs: [],
          after: ['fetch'],
          run: ({ output }) =>
            of<StepEvent[]>(
              say(`Here is ${output<string>('fetch') ?? 'nothing'}.`),
              { kind: 'artifact', name: 'tale.txt', mediaType: 'text/plain', content: what },
              put(true),
            ),
        },
      ],
    };
  }
}

const say = (text: string): StepEvent => ({ kind: 'text', text });
const put = (value: unknown): StepEvent => ({ kind: 'output', value });
const stumble = (): Observable<never> => throwError(() => new Stumble('A stone lay in the way.'));

function walk(words: number, bulk: number, direction: string): Observable<StepEvent> {
  return concat(
    of<StepEvent[]>({ kind: 'call' }, { kind: 'reasoning', text: `To the ${direction}.` }),
    defer(() => interval(2)).pipe(
      take(words),
      map((n) => say(`step ${n} `.padEnd(bulk, '·'))),
    ),
    of<StepEvent>({ kind: 'usage', usage: { inputTokens: 1, outputTokens: words } }),
  );
}

@Module({ providers: [ErrandWorkflow] })
export default class ErrandModule {}
