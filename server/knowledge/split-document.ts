import type { FileContent, TableRow } from '../uploads/file-content.js';

/** A piece of a document, before it is stored. */
export interface Passage {
  /** The headings above it, outermost first, joined by ` › `; empty without any. */
  heading: string;
  text: string;
}

/** Longest passage, characters: a thought of some sentences, so that a hit says why it is one. */
const MAX_PASSAGE = 500;
const MAX_HEADING = 200;
const SENTENCES = new Intl.Segmenter('zh', { granularity: 'sentence' });

/** Cuts running text at headings and paragraphs, long paragraphs at sentences; of a table each row is a passage. */
export function splitDocument(content: FileContent): Passage[] {
  return 'rows' in content ? splitTable(content.rows) : splitText(content.text);
}

/** Markdown headings (`#`) count as such in any text. */
function splitText(text: string): Passage[] {
  const passages: Passage[] = [];
  const headings: string[] = [];
  for (const block of text.replaceAll('\r\n', '\n').split(/\n\s*\n|(?=^#{1,6} )/m)) {
    const [, marks, title, body = block] = /^\s*(#{1,6}) (.+)\n?([^]*)$/.exec(block) ?? [];
    if (marks) headings.splice(marks.length - 1, headings.length, title!.trim());
    const heading = headings.filter(Boolean).join(' › ').slice(0, MAX_HEADING);
    for (const piece of pieces(body.trim())) append(passages, heading, piece);
  }
  return passages;
}

/** Short paragraphs under one heading are one passage. */
function append(passages: Passage[], heading: string, text: string): void {
  const last = passages.at(-1);
  if (last?.heading === heading && last.text.length + text.length < MAX_PASSAGE) last.text += `\n${text}`;
  else passages.push({ heading, text });
}

function pieces(paragraph: string): string[] {
  if (paragraph.length <= MAX_PASSAGE) return paragraph ? [paragraph] : [];
  const found: string[] = [];
  for (const { segment } of SENTENCES.segment(paragraph)) {
    for (let at = 0; at < segment.length; at += MAX_PASSAGE) {
      const part = segment.slice(at, at + MAX_PASSAGE);
      const last = found.at(-1);
      if (last !== undefined && last.length + part.length <= MAX_PASSAGE)
        found[found.length - 1] = last + part;
      else found.push(part);
    }
  }
  return found.map((piece) => piece.trim()).filter(Boolean);
}

/** The first row names the columns. */
function splitTable([head, ...rows]: readonly TableRow[]): Passage[] {
  if (!head) return [];
  if (rows.length === 0) return splitText(head.cells.join('\n'));
  return rows.flatMap(({ cells }) => {
    const told = cells.flatMap((cell, index) => {
      const name = head.cells[index]?.trim();
      return cell.trim() ? [name ? `${name}: ${cell.trim()}` : cell.trim()] : [];
    });
    return pieces(told.join('\n')).map((text) => ({ heading: cells[0]!.trim().slice(0, MAX_HEADING), text }));
  });
}
