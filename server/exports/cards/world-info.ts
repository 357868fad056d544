import type { ExportSource } from '../exporter.js';
import { toLore } from './lore.js';

/** SillyTavern's own file of World Info, as its "Import World Info" reads it; numbers are its enumerations. */
export function toWorldInfo(source: ExportSource): object {
  const entries = toLore(source).map(({ id, name, category, keywords, text }) => ({
    uid: id,
    key: [...keywords],
    keysecondary: [],
    comment: `${category} · ${name}`,
    content: text,
    constant: false,
    vectorized: false,
    selective: false,
    // AND ANY
    selectiveLogic: 0,
    addMemo: true,
    order: 100 + id,
    // After the character's definition.
    position: 1,
    disable: false,
    excludeRecursion: true,
    preventRecursion: true,
    delayUntilRecursion: false,
    probability: 100,
    useProbability: true,
    depth: 4,
    group: '',
    groupOverride: false,
    groupWeight: 100,
    scanDepth: null,
    caseSensitive: null,
    matchWholeWords: null,
    useGroupScoring: null,
    automationId: '',
    role: null,
    sticky: null,
    cooldown: null,
    delay: null,
    displayIndex: id,
  }));
  return {
    name: source.content.title,
    entries: Object.fromEntries(entries.map((entry) => [entry.uid, entry])),
  };
}
