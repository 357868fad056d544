import type { Finding } from '../../workflow/run-state.dto.js';
import type { ProfileRun } from './profile-run.js';
import { escapeMarkdown } from './profile-files.js';

/** What `review.json` holds. */
export interface ReviewReport {
  schema: 'zzzero-review';
  version: 1;
  character_name: string;
  language: 'zh' | 'en';
  /** A model has read the texts too; otherwise only code has. */
  read_by_model: boolean;
  /** Words that the house style requires and no text has. */
  missing_words: string[];
  findings: (Finding & { item_id: string; item: string })[];
}

const WORDS = {
  zh: {
    title: '审校报告',
    none: '没有发现矛盾。',
    kinds: { age: '年龄', date: '日期', name: '姓名', place: '地点', banned: '禁用词', other: '其他' },
    expected: (fact: string) => `事实是「${fact}」。`,
    banned: (word: string) => `不用「${word}」。`,
    missing: '全文缺少必用词：',
  },
  en: {
    title: 'Review',
    none: 'No contradictions were found.',
    kinds: { age: 'Age', date: 'Date', name: 'Name', place: 'Place', banned: 'Banned word', other: 'Other' },
    expected: (fact: string) => `The fact is “${fact}”.`,
    banned: (word: string) => `“${word}” is not used.`,
    missing: 'Required words that are missing: ',
  },
} as const;

/** In the order of the template. */
export function reviewReport(
  { input, categories }: ProfileRun,
  findings: ReadonlyMap<string, readonly Finding[]>,
  missing_words: string[],
): ReviewReport {
  const { character_name, language } = input;
  return {
    schema: 'zzzero-review',
    version: 1,
    character_name,
    language,
    read_by_model: input.review,
    missing_words,
    findings: categories.flatMap(({ items }) =>
      items.flatMap(({ id, name }) =>
        (findings.get(id) ?? []).map((finding) => ({ item_id: id, item: name[language], ...finding })),
      ),
    ),
  };
}

/** The report for people. */
export function reviewMarkdown({ character_name, language, findings, missing_words }: ReviewReport): string {
  const words = WORDS[language];
  const lines = findings.map(({ item, kind, quote, expected, problem }) => {
    const why = problem || (kind === 'banned' ? words.banned : words.expected)(expected);
    return `- **${item}** · ${words.kinds[kind]}\n  > ${escapeMarkdown(quote)}\n\n  ${escapeMarkdown(why)}`;
  });
  const body = lines.length > 0 ? lines.join('\n') : words.none;
  const missing =
    missing_words.length > 0 ? `\n\n${words.missing}${missing_words.map(escapeMarkdown).join(', ')}` : '';
  return `# ${words.title} · ${escapeMarkdown(character_name)}\n\n${body}${missing}\n`;
}
