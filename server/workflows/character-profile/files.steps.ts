import { of, type Observable } from 'rxjs';
import type { StepEvent } from '../../workflow/step-event.js';
import type { StepPlan } from '../../workflow/workflow-definition.js';
import type { Canon } from './canon.js';
import { assembleProfile, profileMarkdown, type ProfileDocument } from './profile-files.js';
import type { ItemOutput, ProfileRun } from './profile-run.js';
import { PROMPT_VERSION } from './prompts.js';

/** The whole profile in the template's order, with what there is. */
export function assembleStep({ input, sample, categories }: ProfileRun): StepPlan {
  return {
    id: 'assemble',
    title: { zh: '汇编', en: 'Assemble' },
    phase: 'save',
    needs: ['canon'],
    after: categories.flatMap((category) => category.items.map((item) => item.id)),
    always: true,
    run: ({ output }): Observable<StepEvent> => {
      const textOf = (id: string): string | undefined => output<ItemOutput>(id)?.text;
      const profile = assembleProfile(input, output<Canon>('canon')!, categories, sample, textOf);
      return of<StepEvent[]>(
        { kind: 'artifact', name: 'profile.json', mediaType: 'application/json', content: json(profile) },
        {
          kind: 'artifact',
          name: 'profile.md',
          mediaType: 'text/markdown',
          content: profileMarkdown(profile),
        },
        { kind: 'output', value: profile satisfies ProfileDocument },
      );
    },
  };
}

/** The manifest comes last: it names every file with its hash. */
export function saveStep({ input, provider, model, sample }: ProfileRun): StepPlan {
  return {
    id: 'save',
    title: { zh: '保存', en: 'Save' },
    phase: 'save',
    needs: ['assemble'],
    after: ['review'],
    always: true,
    run: ({ sessionId, runId, state }) => {
      const files = Object.values(state.artifacts)
        .filter(({ name }) => name !== 'manifest.json')
        .map(({ name, mediaType, bytes, sha256 }) => ({ name, media_type: mediaType, bytes, sha256 }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      const manifest = {
        schema: 'zzzero-manifest',
        version: 1,
        session_id: sessionId,
        run_id: runId,
        workflow: 'character-profile',
        character_name: input.character_name,
        sample,
        provider,
        model,
        prompt_version: PROMPT_VERSION,
        files,
      };
      return of<StepEvent[]>(
        { kind: 'artifact', name: 'manifest.json', mediaType: 'application/json', content: json(manifest) },
        { kind: 'output', value: { files: files.length } },
      );
    },
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
