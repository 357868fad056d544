/**
 * What of a growing text is shown: its end may hold the first half of a mark, of a link or of a table, which would be
 * on screen as raw signs for a moment and then jump. Those are kept back, or completed, until the rest has come.
 * @param tail the text from the start of its last block
 */
export function growingEnd(tail: string): string {
  if (isInFence(tail)) return tail.replace(/\n[ \t]*[`~]+$/, '\n');
  const shown = withoutHalfMarks(tail);
  return withTable(shown).replace(HALF_LINK, '[$1]()');
}

/** `[words](https://exam` */
const HALF_LINK = /!?\[([^[\]\n]*)\]\([^()\s]*$/;
/** A line that says nothing yet: `-`, `##`, `12.`, `> *` */
const MARKS_ONLY = /^[-+*#=_`~|:> \t]*(?:\d{1,9}[.)]?[ \t]*)?$/;
/** The line under a table's head, or the beginning of it. */
const DELIMITERS = /^[ \t]*\|?[\s:|-]*$/;
const HALF_MARK = /[*_~`\\]{1,8}$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

function withoutHalfMarks(tail: string): string {
  const without = tail.replace(HALF_MARK, '');
  const last = lastLine(without);
  return MARKS_ONLY.test(last) && !isTableLine(last)
    ? without.slice(0, without.length - last.length)
    : without;
}

/** A table has its columns as soon as its head is being written, not only with the line under it. */
function withTable(tail: string): string {
  const lines = tail.split('\n');
  const last = lines.at(-1) ?? '';
  const before = lines.at(-2) ?? '';
  if (isTableLine(last) && !isTableLine(before)) return withHead(lines.slice(0, -1), last);
  const underHead = isTableLine(before) && !isTableLine(lines.at(-3) ?? '');
  return underHead && DELIMITERS.test(last) ? withHead(lines.slice(0, -2), before) : tail;
}

function withHead(before: readonly string[], head: string): string {
  const cells = head
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  if (!cells.trim()) return before.map((line) => `${line}\n`).join('');
  const columns = cells.split(/(?<!\\)\|/).length;
  return [...before, `|${cells}|`, `|${'---|'.repeat(columns)}`].join('\n');
}

function isTableLine(line: string): boolean {
  return /^ {0,3}\|/.test(line);
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}

function isInFence(tail: string): boolean {
  let open: string | undefined;
  for (const line of tail.split('\n')) {
    const marks = FENCE.exec(line)?.[1];
    if (!marks) continue;
    if (open === undefined) open = marks;
    else if (marks[0] === open[0] && marks.length >= open.length && line.trim() === marks) open = undefined;
  }
  return open !== undefined;
}
