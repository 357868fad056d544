import type { KnowledgeSearch } from '../../knowledge/knowledge-search.js';
import type { LanguageModel, PromptMessage } from '../../language-model/language-model.js';
import type { HouseStyle } from '../../templates/template-content.js';
import type { StepEvent } from '../../workflow/step-event.js';
import type { Research, StepProvenance } from '../../workflow/step-provenance.js';
import type { CharacterProfileInput } from './character-profile.dto.js';
import type { TemplateCategory } from './profile-template.js';
import { PROMPT_VERSION } from './prompts.js';

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

/** A finished item's checkpoint. */
export interface ItemOutput {
  text: string;
}

/** Where a text comes from; without a prompt somebody has written it by hand. */
export function originOf(
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
