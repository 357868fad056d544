import type { Exporter, ExportSource } from '../exporter.js';
import { WORDS } from '../words.js';

/** CommonMark that shows the texts as they are written. */
export const markdownExporter: Exporter = {
  format: 'markdown',
  file: 'profile.md',
  mediaType: 'text/markdown',
  write: (source) => Buffer.from(toMarkdown(source)),
};

function toMarkdown({ content, description }: ExportSource): string {
  const words = WORDS[content.language];
  const parts = [`# ${line(content.title)}`];
  if (content.sample) parts.push(`> ${words.sample}`);
  if (description.facts.length > 0) {
    const facts = description.facts.map(({ name, value }) => `- **${line(name)}** ${line(value)}`);
    parts.push(`## ${words.facts}`, facts.join('\n'));
  }
  for (const { name, items } of content.categories) {
    const written = items.filter(({ text }) => text !== null);
    if (written.length > 0) parts.push(`## ${line(name)}`);
    for (const item of written) parts.push(`### ${line(item.name)}`, paragraphs(item.text!));
  }
  return `${parts.join('\n\n')}\n`;
}

/** Text is text: markup in it, HTML above all, is shown and not obeyed. */
function escape(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&#~|]/g, '\\$&')
    .replace(
      /^(\s*)([-+=]|\d+[.)])/gm,
      (_, space: string, mark: string) => `${space}${mark.slice(0, -1)}\\${mark.at(-1)}`,
    );
}

function line(text: string): string {
  return escape(text.replace(/\s+/g, ' ').trim());
}

/** A line break stays one; an indent would make code of a text. */
function paragraphs(text: string): string {
  return escape(text)
    .split(/\r\n|\r|\n/)
    .map((part) => part.trim())
    .join('\n')
    .replace(/([^\n])\n(?=[^\n])/g, '$1\\\n');
}
