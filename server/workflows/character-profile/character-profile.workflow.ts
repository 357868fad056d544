import { Injectable } from '@nestjs/common';
import { CardService } from '../../cards/card.service.js';
import type { ProviderConfig } from '../../config/provider.js';
import { CollectionService } from '../../knowledge/collection.service.js';
import { KnowledgeSearch } from '../../knowledge/knowledge-search.js';
import { LanguageModel } from '../../language-model/language-model.js';
import { ProviderRegistry } from '../../language-model/provider-registry.js';
import { Problem, type FieldError } from '../../problem/problem.js';
import { NO_STYLE } from '../../templates/template-content.js';
import { TemplateService } from '../../templates/template.service.js';
import { WorkflowDefinition, type WorkflowPlan } from '../../workflow/workflow-definition.js';
import type { ContentDescription, SessionContent } from '../../workflow/session-content.js';
import type { StepProvenance } from '../../workflow/step-provenance.js';
import { Workflow } from '../../workflow/workflow.decorator.js';
import { CanonInvalidError, parseCanon } from './canon.js';
import { CharacterProfileInput } from './character-profile.dto.js';
import { describeProfile } from './character-sheet.js';
import { assembleStep, canonStep, itemStep, saveStep, type ProfileRun } from './character-profile.steps.js';
import { categoryReviewStep, reviewStep } from './review.steps.js';
import { ProfileOptions } from './profile-options.dto.js';
import { readTemplate, toProfileTemplate, type ProfileTemplate } from './profile-template.js';

const EXAMPLE = {
  zh: {
    character_name: '沈知微',
    basic_info: '27 岁，女，古籍修复师，生于绍兴，现居杭州。寡言、细致，祖父曾是装裱匠人。',
  },
  en: {
    character_name: 'Nell Harrow',
    basic_info: '31 years old, female, book conservator, born in Whitby, lives in Bristol. Quiet and exact.',
  },
};
const EXAMPLE_CATEGORIES = ['basic', 'appearance', 'personality'];

/** Writes a character profile: facts first, then every item of the chosen categories, then the files. */
@Workflow()
@Injectable()
export class CharacterProfileWorkflow extends WorkflowDefinition<CharacterProfileInput> {
  readonly id = 'character-profile';
  readonly title = { zh: '角色资料', en: 'Character profile' };
  readonly input = CharacterProfileInput;
  override readonly optionsType = ProfileOptions;
  private readonly categories = readTemplate();

  constructor(
    private readonly languageModel: LanguageModel,
    private readonly providers: ProviderRegistry,
    private readonly knowledge: KnowledgeSearch,
    private readonly collections: CollectionService,
    private readonly templates: TemplateService,
    private readonly cards: CardService,
  ) {
    super();
  }

  /** Fixes the version of the template. @throws Problem 400 `validation_failed` for what is not there */
  override async prepare(input: CharacterProfileInput): Promise<CharacterProfileInput> {
    const missing = await this.collections.missing(input.selected_collections ?? []);
    const errors: FieldError[] = missing.map((id) => ({
      field: `selected_collections[${input.selected_collections.indexOf(id)}]`,
      message: 'is not a collection',
      code: 'unknown_collection',
    }));
    if (input.imported_card !== undefined && !(await this.cards.use(input.imported_card))) {
      errors.push({ field: 'imported_card', message: 'is not an imported card', code: 'unknown_card' });
    }
    if (errors.length > 0) throw invalid(errors);
    if (input.template_id === undefined) return input;
    const template_version = input.template_version ?? (await this.latestOf(input.template_id));
    return Object.assign(new CharacterProfileInput(), input, { template_version });
  }

  async plan(input: CharacterProfileInput): Promise<WorkflowPlan> {
    const template = await this.templateOf(input);
    const { provider, model } = this.choose(input, template);
    const categories = template.categories.filter(({ id }) => input.selected_categories.includes(id));
    const run: ProfileRun = {
      input,
      provider: provider.id,
      model,
      sample: provider.sample ?? false,
      categories,
      style: template.style,
      languageModel: this.languageModel,
      knowledge: this.knowledge,
      prices: pricesOf(provider, model),
    };
    return {
      title: input.character_name,
      language: input.language,
      model: { provider: run.provider, model, sample: run.sample, prices: run.prices },
      concurrency: input.concurrency,
      tokenCap: input.token_cap,
      phases: [
        { id: 'canon', title: { zh: '定设', en: 'Facts' } },
        { id: 'items', title: { zh: '撰写', en: 'Items' } },
        { id: 'review', title: { zh: '审校', en: 'Review' } },
        { id: 'save', title: { zh: '保存', en: 'Save' } },
      ],
      categories: categories.map(({ id, name }) => ({ id, title: name })),
      steps: [
        canonStep(run),
        ...categories.flatMap((category) => category.items.map((item) => itemStep(run, category, item))),
        ...(input.review ? categories.map((category) => categoryReviewStep(run, category)) : []),
        reviewStep(run),
        assembleStep(run),
        saveStep(run),
      ],
    };
  }

  override checkText(stepId: string, text: string): void {
    if (stepId !== 'canon') return;
    try {
      parseCanon(text);
    } catch (error) {
      if (!(error instanceof CanonInvalidError)) throw error;
      const errors = [{ field: 'text', message: error.message, code: error.code }];
      throw new Problem(400, 'validation_failed', { detail: 'These facts cannot be used.', errors });
    }
  }

  override options(): ProfileOptions {
    const standard = this.providers.default;
    const ids = this.categories.map(({ id }) => id);
    // The template is people's to edit: what the example names may be gone.
    const examples = EXAMPLE_CATEGORIES.filter((id) => ids.includes(id));
    const selected_categories = [...new Set([...examples, ...ids])].slice(0, EXAMPLE_CATEGORIES.length);
    return {
      categories: this.categories.map((category) => ({ ...category, items: [...category.items] })),
      // Field by field: a provider's configuration holds its key and address.
      providers: this.providers.list().map(({ id, label, sample, models }) => ({
        id,
        label,
        sample: sample ?? false,
        is_default: id === standard.id,
        models: models.map((model, index) => ({
          id: model.id,
          reasoning: model.reasoning ?? false,
          is_default: index === 0,
          ...(model.inputPrice !== undefined && { input_price: model.inputPrice }),
          ...(model.outputPrice !== undefined && { output_price: model.outputPrice }),
          ...(model.currency !== undefined && { currency: model.currency }),
        })),
      })),
      defaults: { concurrency: 4, max_concurrency: 16, temperature: 0.8, language: 'zh' },
      // Of the offline model; a real one is of the same order.
      estimates: {
        input_tokens_per_item: 900,
        output_tokens_per_item: 260,
        seconds_per_item: 5,
        fixed_calls: 1,
      },
      example: {
        zh: { ...EXAMPLE.zh, selected_categories },
        en: { ...EXAMPLE.en, selected_categories },
      },
    };
  }

  override describe(content: SessionContent): ContentDescription {
    return describeProfile(content);
  }

  private async latestOf(templateId: string): Promise<number | undefined> {
    try {
      return (await this.templates.get(templateId)).version;
    } catch (error) {
      // Told as a wrong field by the plan.
      if (error instanceof Problem && error.getStatus() === 404) return undefined;
      throw error;
    }
  }

  private async templateOf({
    template_id,
    template_version,
  }: CharacterProfileInput): Promise<ProfileTemplate> {
    if (template_id === undefined) return { categories: this.categories, style: NO_STYLE };
    const content = await this.templates.content(template_id, template_version ?? 0);
    if (content) return toProfileTemplate(content);
    throw invalid([{ field: 'template_id', message: 'is not a template', code: 'unknown_template' }]);
  }

  private choose(
    input: CharacterProfileInput,
    template: ProfileTemplate,
  ): { provider: ProviderConfig; model: string } {
    const errors: FieldError[] = [];
    const known = new Set(template.categories.map(({ id }) => id));
    input.selected_categories.forEach((id, index) => {
      if (known.has(id)) return;
      const message = 'is not a category of the template';
      errors.push({ field: `selected_categories[${index}]`, message, code: 'unknown_category' });
    });
    const provider = input.llm_provider ? this.providers.find(input.llm_provider) : this.providers.default;
    if (!provider) {
      errors.push({
        field: 'llm_provider',
        message: 'is not a configured provider',
        code: 'unknown_provider',
      });
    }
    const model = input.model_name ?? provider?.models[0]?.id ?? '';
    if (provider && !provider.models.some(({ id }) => id === model)) {
      errors.push({ field: 'model_name', message: 'is not a model of this provider', code: 'unknown_model' });
    }
    if (errors.length > 0 || !provider) {
      throw invalid(errors);
    }
    return { provider, model };
  }
}

function pricesOf(provider: ProviderConfig, model: string): StepProvenance['prices'] {
  const {
    inputPrice: input,
    outputPrice: output,
    currency,
  } = provider.models.find(({ id }) => id === model)!;
  return input === undefined && output === undefined ? undefined : { input, output, currency };
}

function invalid(errors: FieldError[]): Problem {
  return new Problem(400, 'validation_failed', { detail: 'Some fields are wrong.', errors });
}
