import { Injectable } from '@nestjs/common';
import { CardService } from '../../cards/card.service.js';
import { CollectionService } from '../../knowledge/collection.service.js';
import { KnowledgeSearch } from '../../knowledge/knowledge-search.js';
import { LanguageModel } from '../../language-model/language-model.js';
import { ProviderRegistry } from '../../language-model/provider-registry.js';
import { Problem, type FieldError } from '../../problem/problem.js';
import { NO_STYLE } from '../../templates/template-content.js';
import { TemplateService } from '../../templates/template.service.js';
import { WorkflowDefinition, type WorkflowPlan } from '../../workflow/workflow-definition.js';
import type { ContentDescription, SessionContent } from '../../workflow/session-content.js';
import { Workflow } from '../../workflow/workflow.decorator.js';
import { CanonInvalidError, parseCanon } from './canon.js';
import { CharacterProfileInput } from './character-profile.dto.js';
import { chooseModel, pricesOf } from './choose-model.js';
import { invalidFields } from './invalid-fields.js';
import { optionsOf } from './profile-options.js';
import { describeProfile } from './character-sheet.js';
import { canonStep } from './canon.step.js';
import { assembleStep, saveStep } from './files.steps.js';
import { itemStep } from './item.step.js';
import type { ProfileRun } from './profile-run.js';
import { categoryReviewStep, reviewStep } from './review.steps.js';
import { ProfileOptions } from './profile-options.dto.js';
import { readTemplate, toProfileTemplate, type ProfileTemplate } from './profile-template.js';

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
    if (errors.length > 0) throw invalidFields(errors);
    if (input.template_id === undefined) return input;
    const template_version = input.template_version ?? (await this.latestOf(input.template_id));
    return Object.assign(new CharacterProfileInput(), input, { template_version });
  }

  async plan(input: CharacterProfileInput): Promise<WorkflowPlan> {
    const template = await this.templateOf(input);
    const { provider, model } = chooseModel(input, template, this.providers);
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
    return optionsOf(this.categories, this.providers);
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
    throw invalidFields([{ field: 'template_id', message: 'is not a template', code: 'unknown_template' }]);
  }
}
