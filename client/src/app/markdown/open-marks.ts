import type { MarkdownIt, StateInline, Token } from 'markdown-it';

const BACKTICK = 0x60;
const TILDE = 0x7e;
/** Contents that are remembered; more than the open blocks of all lanes have. */
const REMEMBERED = 512;

/**
 * Closes at the end of a growing text what has been opened there: `**bol` is bold from its first letter on, not two
 * asterisks that vanish with the last. It uses the parser's own judgement of what opens a mark. Works where `growing` of
 * the parser's `env` is true.
 */
export function openMarks(md: MarkdownIt): void {
  // Of a long list that is still open, only the last item has changed since the last frame.
  const known = new Map<string, Token[]>();
  md.core.ruler.at('inline', ({ tokens, env }) => {
    const end = env['growing'] ? endOf(tokens) : undefined;
    for (const token of tokens) {
      if (token.type !== 'inline') continue;
      const { content } = token;
      env['atEnd'] = token === end;
      token.children = (token !== end && known.get(content)) || [];
      if (token.children.length > 0) continue;
      md.inline.parse(content, md, env, token.children);
      if (token === end) continue;
      if (known.size >= REMEMBERED) known.clear();
      known.set(content, token.children);
    }
  });
  md.inline.ruler.before('backticks', 'open_code', openCode);
  md.inline.ruler2.after('balance_pairs', 'open_pairs', (state) => closePairs(state));
}

/** The inline content that the text ends with; undefined where it ends with a block of code or a line. */
function endOf(tokens: readonly Token[]): Token | undefined {
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i]!;
    if (token.type === 'inline' && token.content) return token;
    if (token.nesting === 0 && token.type !== 'inline') return undefined;
  }
  return undefined;
}

/** Code whose closing backticks are still to come. */
function openCode(state: StateInline, silent: boolean): boolean {
  if (!state.env['atEnd'] || state.src.charCodeAt(state.pos) !== BACKTICK) return false;
  let end = state.pos;
  while (state.src.charCodeAt(end) === BACKTICK) end++;
  const marks = state.src.slice(state.pos, end);
  const rest = state.src.slice(end, state.posMax);
  if (!rest || rest.includes(marks)) return false;
  if (!silent) {
    const token = state.push('code_inline', 'code', 0);
    token.markup = marks;
    token.content = rest.replace(/\n/g, ' ').trimStart();
  }
  state.pos = state.posMax;
  return true;
}

/** Emphasis and strikethrough whose second half is still to come. */
function closePairs(state: StateInline): void {
  if (!state.env['atEnd']) return;
  const { delimiters } = state;
  for (let i = delimiters.length - 1; i >= 0; i--) {
    const opener = delimiters[i]!;
    if (!opener.open || opener.end !== -1 || !isLikelyMark(state, i)) continue;
    state.push('text', '', 0);
    opener.end = delimiters.length;
    opener.close = false;
    delimiters.push({
      marker: opener.marker,
      length: opener.length,
      token: state.tokens.length - 1,
      end: -1,
      open: false,
      close: true,
    });
  }
}

/** A lone asterisk behind a Latin letter or a digit is more often a product or a footnote. */
function isLikelyMark(state: StateInline, index: number): boolean {
  const { length, marker, token } = state.delimiters[index]!;
  if ((length ?? 0) > 1 || marker === TILDE) return true;
  return !/[\w]$/.test(state.tokens[token - 1]?.content ?? '');
}
