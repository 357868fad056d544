import { Module } from '@nestjs/common';
import { CardController } from './card.controller.js';
import { CardService } from './card.service.js';

/** Character cards that come in. */
@Module({ controllers: [CardController], providers: [CardService], exports: [CardService] })
export class CardsModule {}
