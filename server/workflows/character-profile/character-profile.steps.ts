import { concat, defer, EMPTY, of, type Observable } from 'rxjs';
import type { KnowledgeSearch } from '../../knowledge/knowledge-search.js';
import type { LanguageModel, PromptMessage } from '../../language-model/language-model.js';
import type { HouseStyle } from '../../templates/template-content.js';
import type { StepEvent } from '../../workflow/step-event.js';
import type { Research, StepProvenance } from '../../workflow/step-provenance.js';
import type { StepPlan } from '../../workflow/workflow-definition.js';
import { askModel } from './ask-model.js';
import { parseCanon, type Canon } from './canon.js';
import type { CharacterProfileInput } from './character-profile.dto.js';
import { assembleProfile, itemMarkdown, profileMarkdown, type ProfileDocument } from './profile-files.js';
import type { TemplateCategory, TemplateItem } from './profile-template.js';
import { canonPrompt, itemPrompt, PROMPT_VERSION, queriesPrompt } from './prompts.js';
import { defaultQueries } from './research-queries.js';
import { researchItem } from './research-item.js';

/** A finished item's checkpoint. */
export interface ItemOutput {
  text: string;
}

/** What all steps of one run share. */
export interface ProfileRun {
  input: CharacterProfileInput;
  provider: string;
  model: string;
  sample: boolean;
  categories: readonly TemplateCategory[];
  style: HouseStyle;
  languageModel: LanguageModel;
  knowledge: KnowledgeSearch;
  /** Of the model, as configured. */
  prices: StepProvenance['prices'];
}

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
          origin(run),
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
      return concat(of(origin(run, messages)), asked);
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
    run: ({ attempt, revision, output, state }): Observable<StepEvent> => {
      const keep = (text: string): StepEvent[] => [
        {
          kind: 'artifact',
          name: file,
          mediaType: 'text/markdown',
          content: itemMarkdown(item.name[input.language], text, input.language, run.sample),
        },
        { kind: 'output', value: { text } satisfies ItemOutput },
      ];
      if (revision?.text !== undefined) {
        return of<StepEvent[]>(origin(run), { kind: 'text', text: revision.text }, ...keep(revision.text));
      }
      const canon = output<Canon>('canon')!;
      let research: Research | undefined;
      const write = (): Observable<StepEvent> => {
        const before = revision && output<ItemOutput>(item.id)?.text;
        const wish = {
          before,
          instruction: revision?.instruction,
          hits: research?.hits,
          style: run.style,
          findings: revision && state.items[item.id]?.findings,
        };
        const messages = itemPrompt(input, canon, category, item, attempt, wish);
        const asked = askModel(
          languageModel,
          { provider, model, temperature: input.temperature, messages },
          keep,
        );
        return concat(of(origin(run, messages, research)), asked);
      };
      return concat(
        researchFor(run, category, item, canon, attempt, (found) => (research = found)),
        defer(write),
      );
    },
  };
}

/** Nothing without a collection. */
function researchFor(
  { input, provider, model, languageModel, knowledge }: ProfileRun,
  category: TemplateCategory,
  item: TemplateItem,
  canon: Canon,
  attempt: number,
  found: (research: Research) => void,
): Observable<StepEvent> {
  const { selected_collections: collections, character_name, language } = input;
  if (collections.length === 0) return EMPTY;
  const messages = queriesPrompt(input, canon, category, item, attempt);
  const request = {
    languageModel,
    knowledge,
    collections,
    prompt: { provider, model, json: true, messages },
    defaults: defaultQueries(character_name, canon, category, item, language),
  };
  return researchItem(request, found);
}

function origin(
  { input, provider, model, prices }: ProfileRun,
  prompt?: readonly PromptMessage[],
  research?: Research,
): StepEvent {
  const asked = prompt && { temperature: input.temperature, prompt, promptVersion: PROMPT_VERSION };
  return {
    kind: 'provenance',
    provenance: { provider, model, prices, ...asked, ...(research && { research }) },
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
