/** One chapter of a profile, as a reader copies it. */
export interface CopiedChapter {
  title: string;
  entries: readonly { title: string; text: string }[];
}

/** Chapters as Markdown: headings, and the texts as they were written. */
export function profileMarkdown(title: string | null, chapters: readonly CopiedChapter[]): string {
  const parts = title === null ? [] : [`# ${title}`];
  for (const chapter of chapters) {
    if (chapter.entries.length === 0) continue;
    parts.push(`## ${chapter.title}`);
    for (const entry of chapter.entries) parts.push(`### ${entry.title}`, entry.text.trim());
  }
  return `${parts.join('\n\n')}\n`;
}
