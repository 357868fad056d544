import { of } from 'rxjs';
import type { StepContext } from '../../workflow/step-context.js';
import type { StepEvent } from '../../workflow/step-event.js';
import type { StepPlan } from '../../workflow/workflow-definition.js';
import { askQuietly } from './ask-model.js';
import type { Canon } from './canon.js';
import type { ItemOutput, ProfileRun } from './profile-run.js';
import { findContradictions } from './consistency/find-contradictions.js';
import { findBannedWords, missingWords } from './house-style.js';
import type { TemplateCategory } from './profile-template.js';
import { byItem, readFindings, type ItemFinding } from './review-findings.js';
import { reviewPrompt, type ReviewedItem } from './review-prompt.js';
import { reviewMarkdown, reviewReport } from './review-report.js';

/** Items of other categories that a review is given, and their characters. */
const MAX_OTHERS = 12;
const MAX_OTHERS_CHARACTERS = 3_000;

/** People of the canon: items that speak of the same ones are read together. */
const PEOPLE = ['father', 'mother', 'sibling', 'friend', 'mentor', 'colleague', 'rival', 'pet_name'] as const;

/** What the model has found in one category. */
interface CategoryReview {
  findings: ItemFinding[];
}

/** The model reads one category as soon as its items are settled, so that little waits for it. */
export function categoryReviewStep(run: ProfileRun, category: TemplateCategory): StepPlan {
  const { input, provider, model, languageModel } = run;
  return {
    id: reviewIdOf(category),
    title: { zh: `审校：${category.name.zh}`, en: `Review: ${category.name.en}` },
    phase: 'review',
    needs: ['canon'],
    after: category.items.map(({ id }) => id),
    optional: true,
    always: true,
    run: ({ attempt, output }) => {
      const items = itemsOf([category], output);
      const nothing: StepEvent = { kind: 'output', value: { findings: [] } satisfies CategoryReview };
      if (items.length === 0) return of(nothing);
      const canon = output<Canon>('canon')!;
      const others = related(
        items,
        itemsOf(
          run.categories.filter((other) => other !== category),
          output,
        ),
        canon,
      );
      const messages = reviewPrompt(input, canon, category, items, others, attempt);
      const texts = new Map(items.map(({ item, text }) => [item, text]));
      return askQuietly(languageModel, { provider, model, json: true, messages }, (answer) =>
        of({ kind: 'output', value: { findings: readFindings(answer, texts) } satisfies CategoryReview }),
      );
    },
  };
}

/** What code finds in all items, and what the model has found; on the board and as a report. */
export function reviewStep(run: ProfileRun): StepPlan {
  const { input, categories } = run;
  const reviews = input.review ? categories.map((category) => reviewIdOf(category)) : [];
  return {
    id: 'review',
    title: { zh: '审校报告', en: 'Review' },
    phase: 'review',
    needs: ['canon'],
    after: [...categories.flatMap((category) => category.items.map(({ id }) => id)), ...reviews],
    optional: true,
    always: true,
    run: ({ output }) => {
      const canon = output<Canon>('canon')!;
      const items = itemsOf(categories, output);
      const byCode = items.flatMap(({ item, text }): ItemFinding[] =>
        findContradictions(text, canon, input.language).map((found) => ({
          item,
          ...found,
          problem: '',
          by: 'code',
        })),
      );
      const byModel = reviews.flatMap((id) => output<CategoryReview>(id)?.findings ?? []);
      const findings = byItem([...byCode, ...findBannedWords(items, run.style), ...byModel]);
      const missing = missingWords(items, run.style);
      const report = reviewReport(run, findings, missing);
      return of<StepEvent[]>(
        { kind: 'findings', findings },
        ...missing.map((word): StepEvent => ({ kind: 'flag', flag: `missing:${word}` })),
        {
          kind: 'artifact',
          name: 'review.json',
          mediaType: 'application/json',
          content: `${JSON.stringify(report, null, 2)}\n`,
        },
        { kind: 'artifact', name: 'review.md', mediaType: 'text/markdown', content: reviewMarkdown(report) },
        { kind: 'output', value: { findings: report.findings.length } },
      );
    },
  };
}

function reviewIdOf({ id }: TemplateCategory): string {
  return `review.${id}`;
}

function itemsOf(categories: readonly TemplateCategory[], output: StepContext['output']): ReviewedItem[] {
  return categories.flatMap(({ items }) =>
    items.flatMap(({ id }) => {
      const text = output<ItemOutput>(id)?.text;
      return text === undefined ? [] : [{ item: id, text }];
    }),
  );
}

/** What has been said elsewhere of the people that these items speak of. */
function related(
  items: readonly ReviewedItem[],
  others: readonly ReviewedItem[],
  canon: Canon,
): ReviewedItem[] {
  const people = PEOPLE.map((key) => canon[key]).filter(
    (name) => name.length > 1 && items.some(({ text }) => text.includes(name)),
  );
  let characters = 0;
  return others
    .filter(({ text }) => people.some((name) => text.includes(name)))
    .slice(0, MAX_OTHERS)
    .filter(({ text }) => (characters += text.length) <= MAX_OTHERS_CHARACTERS);
}
