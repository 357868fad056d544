import { Module } from '@nestjs/common';
import { CardsModule } from '../../cards/cards.module.js';
import { KnowledgeModule } from '../../knowledge/knowledge.module.js';
import { LanguageModelModule } from '../../language-model/language-model.module.js';
import { BuiltInTemplate } from '../../templates/built-in-template.js';
import { TemplatesModule } from '../../templates/templates.module.js';
import { CharacterProfileWorkflow } from './character-profile.workflow.js';
import { inLanguage, readTemplate } from './profile-template.js';

/** Everything of the character profile; nothing outside this folder names it. */
@Module({
  imports: [CardsModule, KnowledgeModule, LanguageModelModule, TemplatesModule],
  providers: [CharacterProfileWorkflow],
})
export default class CharacterProfileModule {
  constructor(builtIn: BuiltInTemplate) {
    builtIn.offer((language) => inLanguage(readTemplate(), language));
  }
}
