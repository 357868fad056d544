import { Controller, Post, UploadedFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ReceivedFile, ReceivesFile, toUpload } from '../uploads/receives-file.js';
import { ImportedCardDto } from './card.dto.js';
import { CardService } from './card.service.js';

/** Character cards as a beginning. */
@ApiTags('cards')
@Controller('cards')
export class CardController {
  constructor(private readonly cards: CardService) {}

  /** Takes a card in: V1, V2 or V3, as JSON or in a PNG. Unused ones are deleted after seven days. */
  @Post('import')
  @ReceivesFile()
  import(@UploadedFile() file: ReceivedFile | undefined): Promise<ImportedCardDto> {
    return this.cards.import(toUpload(file));
  }
}
