import { of, type Observable } from 'rxjs';
import type { LanguageModel } from '../../language-model/language-model.js';
import type { StepEvent } from '../../workflow/step-event.js';
import type { StepPlan } from '../../workflow/workflow-definition.js';
import { askModel } from './ask-model.js';
import { parseCanon, type Canon } from './canon.js';
import type { CharacterProfileInput } from './character-profile.dto.js';
import { assembleProfile, itemMarkdown, profileMarkdown, type ProfileDocument } from './profile-files.js';
import type { TemplateCategory, TemplateItem } from './profile-template.js';
import { canonPrompt, itemPrompt, PROMPT_VERSION } from './prompts.js';

/** A finished item's checkpoint. */
interface ItemOutput {
  text: string;
}

/** What all steps of one run share. */
export interface ProfileRun {
  input: CharacterProfileInput;
  provider: string;
  model: string;
  sample: boolean;
  categories: readonly TemplateCategory[];
  languageModel: LanguageModel;
}

/** The facts first; nothing is written without them. */
export function canonStep({ input, provider, model, languageModel }: ProfileRun): StepPlan {
  return {
    id: 'canon',
    title: { zh: '人物事实', en: 'Facts' },
    phase: 'canon',
    needs: [],
    confirm: input.confirm_canon,
    run: ({ attempt, revision }) => {
      const text = revision?.text;
      if (text !== undefined) {
        return of<StepEvent[]>({ kind: 'text', text }, { kind: 'output', value: parseCanon(text) });
      }
      return askModel(
        languageModel,
        {
          provider,
          model,
          temperature: input.temperature,
          json: true,
          messages: canonPrompt(input, attempt),
        },
        (answer) => [{ kind: 'output', value: parseCanon(answer) }],
      );
    },
  };
}

/** One item, its text and its file. */
export function itemStep(run: ProfileRun, category: TemplateCategory, item: TemplateItem): StepPlan {
  const { input, provider, model, languageModel } = run;
  const file = `items/${category.id}/${item.id.slice(category.id.length + 1)}.md`;
  return {
    id: item.id,
    title: item.name,
    phase: 'items',
    category: category.id,
    needs: ['canon'],
    optional: true,
    run: ({ attempt, revision, output }): Observable<StepEvent> => {
      const keep = (text: string): StepEvent[] => [
        {
          kind: 'artifact',
          name: file,
          mediaType: 'text/markdown',
          content: itemMarkdown(item.name[input.language], text, input.language, run.sample),
        },
        { kind: 'output', value: { text } satisfies ItemOutput },
      ];
      if (revision?.text !== undefined)
        return of<StepEvent[]>({ kind: 'text', text: revision.text }, ...keep(revision.text));
      const before = revision && output<ItemOutput>(item.id)?.text;
      const messages = itemPrompt(input, output<Canon>('canon')!, category, item, attempt, {
        before,
        instruction: revision?.instruction,
      });
      return askModel(languageModel, { provider, model, temperature: input.temperature, messages }, keep);
    },
  };
}

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
