import { concat, of } from 'rxjs';
import type { StepEvent } from '../../workflow/step-event.js';
import type { StepPlan } from '../../workflow/workflow-definition.js';
import { askModel } from './ask-model.js';
import { parseCanon } from './canon.js';
import { originOf, type ProfileRun } from './profile-run.js';
import { canonPrompt } from './prompts.js';

/** The facts first; nothing is written without them. */
export function canonStep(run: ProfileRun): StepPlan {
  const { input, provider, model, languageModel } = run;
  return {
    id: 'canon',
    title: { zh: '人物事实', en: 'Facts' },
    phase: 'canon',
    needs: [],
    confirm: input.confirm_canon,
    run: ({ attempt, revision }) => {
      const text = revision?.text;
      if (text !== undefined) {
        return of<StepEvent[]>(
          originOf(run),
          { kind: 'text', text },
          { kind: 'output', value: parseCanon(text) },
        );
      }
      const messages = canonPrompt(input, attempt, run.style);
      const asked = askModel(
        languageModel,
        { provider, model, temperature: input.temperature, json: true, messages },
        (answer) => [{ kind: 'output', value: parseCanon(answer) }],
      );
      return concat(of(originOf(run, messages)), asked);
    },
  };
}
