import type { Canon } from './canon.js';
import type { CharacterProfileInput } from './character-profile.dto.js';
import type { TemplateCategory } from './profile-template.js';

/** What `profile.json` holds. */
export interface ProfileDocument {
  schema: 'zzzero-profile';
  version: 1;
  /** The texts are sample texts of the offline model, not a model's work. */
  sample: boolean;
  character_name: string;
  language: 'zh' | 'en';
  canon: Canon;
  categories: { id: string; name: string; items: { id: string; name: string; text: string | null }[] }[];
}

const SAMPLE = {
  zh: '示例文本：由内置的离线模型生成，仅供试用。',
  en: 'Sample text: written by the built-in offline model, for trying out only.',
};

/** Puts the finished items in the order of the template; `text` is null for what is missing. */
export function assembleProfile(
  input: CharacterProfileInput,
  canon: Canon,
  categories: readonly TemplateCategory[],
  sample: boolean,
  textOf: (itemId: string) => string | undefined,
): ProfileDocument {
  const { language, character_name } = input;
  return {
    schema: 'zzzero-profile',
    version: 1,
    sample,
    character_name,
    language,
    canon,
    categories: categories.map(({ id, name, items }) => ({
      id,
      name: name[language],
      items: items.map((item) => ({ id: item.id, name: item.name[language], text: textOf(item.id) ?? null })),
    })),
  };
}

/** The profile for people. */
export function profileMarkdown(profile: ProfileDocument): string {
  const parts = [`# ${escapeMarkdown(profile.character_name)}`];
  if (profile.sample) parts.push(`> ${SAMPLE[profile.language]}`);
  for (const category of profile.categories) {
    parts.push(`## ${category.name}`);
    for (const { name, text } of category.items) if (text !== null) parts.push(`### ${name}`, text);
  }
  return `${parts.join('\n\n')}\n`;
}

/** One item as a file of its own. */
export function itemMarkdown(name: string, text: string, language: 'zh' | 'en', sample: boolean): string {
  return [`# ${name}`, ...(sample ? [`> ${SAMPLE[language]}`] : []), text].join('\n\n') + '\n';
}

/** A name is text, not markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()<>#+!|~-]/g, '\\$&');
}
