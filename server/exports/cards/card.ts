import type { ExportSource } from '../exporter.js';
import { WORDS } from '../words.js';
import { upon } from './base-card.js';
import { characterOf } from './character.js';
import { toCharacterBook, toLorebook } from './lorebook.js';

/** What the V3 specification wants to be said where a program reads the older card of an image that has both. */
const BACKFILLED =
  'This character card is Character Card V3, but it is loaded as a Character Card V2. Please use a Character Card V3 compatible application to use this character card properly.';

/** https://github.com/malfoyslastname/character-card-spec-v2/blob/main/spec_v2.md */
export function toCardV2(source: ExportSource, { backfill = false } = {}): object {
  const notes = creatorNotes(source);
  return upon(source.base?.card, {
    spec: 'chara_card_v2',
    spec_version: '2.0',
    data: {
      ...commonFields(source),
      creator_notes: backfill ? [BACKFILLED, notes].filter(Boolean).join('\n\n') : notes,
      character_book: toCharacterBook(toLorebook(source, characterOf(source).told)),
    },
  });
}

/** https://github.com/kwaroran/character-card-spec-v3/blob/main/SPEC_V3.md */
export function toCardV3(source: ExportSource): object {
  const notes = creatorNotes(source);
  return upon(source.base?.card, {
    spec: 'chara_card_v3',
    spec_version: '3.0',
    data: {
      ...commonFields(source),
      creator_notes: notes,
      ...(notes && { creator_notes_multilingual: { [source.content.language]: notes } }),
      character_book: toLorebook(source, characterOf(source).told),
      assets: [{ type: 'icon', uri: 'ccdefault:', name: 'main', ext: 'png' }],
      group_only_greetings: [],
    },
  });
}

function commonFields(source: ExportSource) {
  const { name, description, personality, scenario, greeting } = characterOf(source);
  return {
    name,
    description,
    personality,
    scenario,
    first_mes: greeting,
    mes_example: '',
    system_prompt: '',
    post_history_instructions: '',
    alternate_greetings: [],
    tags: ['ZZZero', source.content.language],
    creator: 'ZZZero',
    character_version: '1.0',
    // Where it came from, under a name of ours: other programs keep it.
    extensions: { zzzero: { session_id: source.content.sessionId, sample: source.content.sample } },
  };
}

function creatorNotes({ content }: ExportSource): string {
  return content.sample ? WORDS[content.language].sample : '';
}
