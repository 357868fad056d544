import { concat, defer, EMPTY, of, type Observable } from 'rxjs';
import type { StepEvent } from '../../workflow/step-event.js';
import type { Research } from '../../workflow/step-provenance.js';
import type { StepPlan } from '../../workflow/workflow-definition.js';
import { askModel } from './ask-model.js';
import type { Canon } from './canon.js';
import { itemMarkdown } from './profile-files.js';
import { originOf, type ItemOutput, type ProfileRun } from './profile-run.js';
import type { TemplateCategory, TemplateItem } from './profile-template.js';
import { itemPrompt, queriesPrompt } from './prompts.js';
import { researchItem } from './research-item.js';
import { defaultQueries } from './research-queries.js';

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
        return of<StepEvent[]>(originOf(run), { kind: 'text', text: revision.text }, ...keep(revision.text));
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
        return concat(of(originOf(run, messages, research)), asked);
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
