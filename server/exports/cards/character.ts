import { Problem } from '../../problem/problem.js';
import type { CharacterSheet } from '../../workflow/session-content.js';
import type { ExportSource } from '../exporter.js';

/** @throws Problem 409 `not_a_character`: only a character fits on a character card. */
export function characterOf({ description }: ExportSource): CharacterSheet {
  if (description.character) return description.character;
  const detail = 'This session is not about a character, so there is no card of it.';
  throw new Problem(409, 'not_a_character', { detail });
}
