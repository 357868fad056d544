import type { PromptMessage } from '../../language-model/language-model.js';
import type { Canon } from './canon.js';
import type { CharacterProfileInput } from './character-profile.dto.js';
import type { TemplateCategory } from './profile-template.js';
import { encode } from './prompts.js';

/** An item as the reviewer reads it. */
export interface ReviewedItem {
  item: string;
  text: string;
}

/** Asks what in a category's texts disagrees with the facts, with each other, or with what others say of the same people. */
export function reviewPrompt(
  { language }: CharacterProfileInput,
  canon: Canon,
  category: TemplateCategory,
  items: readonly ReviewedItem[],
  others: readonly ReviewedItem[],
  attempt: number,
): PromptMessage[] {
  const zh = language === 'zh';
  const system = zh
    ? '你校对人物资料的一致性。你只输出一个 JSON 对象，不加解释。'
    : 'You check character profiles for consistency. You answer with one JSON object only, no explanation.';
  const task = zh
    ? `检查 <items>（「${category.name.zh}」的各条）：凡与 <canon> 的事实矛盾、彼此矛盾、或与 <others> 矛盾的地方，逐处列出。文风与详略不算。没有就给空列表。格式 {"findings": [{"item": "条目 id", "quote": "原文中一字不差的片段", "problem": "一句话说明与什么矛盾"}]}。`
    : `Check <items> (those of "${category.name.en}"): list every passage that contradicts the facts in <canon>, another item, or <others>. Style and detail do not count. Give an empty list when there is none. Format {"findings": [{"item": "id of the item", "quote": "the passage word for word", "problem": "one sentence: what it contradicts"}]}.`;
  return [
    { role: 'system', content: system },
    {
      role: 'user',
      content: `<task kind="review" item="${category.id}" language="${language}" attempt="${attempt}"/>\n${task}\n<canon>${encode(canon)}</canon>\n<items>${encode(items)}</items>\n<others>${encode(others)}</others>`,
    },
  ];
}
