import type { Paragraph as DocxParagraph } from 'docx';
import type { Exporter, ExportSource } from '../exporter.js';
import { WORDS } from '../words.js';
import { xmlText } from '../../tables/xml-text.js';

/** A document with headings, so that Word's navigation shows categories and items. */
export const docxExporter: Exporter = {
  format: 'docx',
  file: 'profile.docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  write: toDocx,
};

async function toDocx({ content, description }: ExportSource): Promise<Uint8Array> {
  // Loaded when it is needed: a server that exports nothing does not pay for it.
  const { Document, HeadingLevel, Packer, Paragraph, TextRun } = await import('docx');
  const words = WORDS[content.language];
  const heading = (text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]): DocxParagraph =>
    new Paragraph({ text: line(text), heading: level });
  const children = [heading(content.title, HeadingLevel.TITLE)];
  if (content.sample) {
    children.push(new Paragraph({ children: [new TextRun({ text: words.sample, italics: true })] }));
  }
  if (description.facts.length > 0) children.push(heading(words.facts, HeadingLevel.HEADING_1));
  for (const { name, value } of description.facts) {
    const label = new TextRun({ text: `${line(name)}\u2003`, bold: true });
    children.push(new Paragraph({ children: [label, new TextRun(line(value))] }));
  }
  for (const { name, items } of content.categories) {
    const written = items.filter(({ text }) => text !== null);
    if (written.length > 0) children.push(heading(name, HeadingLevel.HEADING_1));
    for (const item of written) {
      children.push(heading(item.name, HeadingLevel.HEADING_2));
      const parts = xmlText(item.text!).split(/\r\n|\r|\n/);
      children.push(...parts.map((text) => new Paragraph({ text, spacing: { after: 120, line: 320 } })));
    }
  }
  const document = new Document({
    title: line(content.title),
    creator: 'ZZZero',
    styles: { default: { document: { run: { font: words.font } } } },
    sections: [{ children }],
  });
  return Packer.toBuffer(document);
}

function line(text: string): string {
  return xmlText(text).replace(/\s+/g, ' ').trim();
}
