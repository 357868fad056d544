import { Module } from '@nestjs/common';
import { LanguageModelModule } from '../../language-model/language-model.module.js';
import { CharacterProfileWorkflow } from './character-profile.workflow.js';

/** Everything of the character profile; nothing outside this folder names it. */
@Module({ imports: [LanguageModelModule], providers: [CharacterProfileWorkflow] })
export default class CharacterProfileModule {}
