const OPEN = '<think>';
const CLOSE = '</think>';

/** A piece of an answer's content, told apart. */
export interface SplitPiece {
  kind: 'reasoning' | 'text';
  text: string;
}

/**
 * Tells `<think>…</think>` inside streamed content from the answer itself, however the tags are cut into chunks.
 * What may be the beginning of a tag is held back until the next chunk decides. White space round the reasoning
 * belongs to neither side, so an answer never begins with an empty line.
 */
export class ReasoningSplitter {
  private pending = '';
  private thinking = false;
  private textBegun = false;
  private reasoningBegun = false;

  push(content: string): SplitPiece[] {
    this.pending += content;
    const pieces: SplitPiece[] = [];
    for (;;) {
      const tag = this.thinking ? CLOSE : OPEN;
      const at = this.pending.indexOf(tag);
      if (at < 0) break;
      this.emit(this.pending.slice(0, at), pieces);
      this.pending = this.pending.slice(at + tag.length);
      this.thinking = !this.thinking;
      this.reasoningBegun = false;
      if (!this.thinking) this.textBegun = false;
    }
    const held = heldBack(this.pending, this.thinking ? CLOSE : OPEN);
    this.emit(this.pending.slice(0, this.pending.length - held), pieces);
    this.pending = this.pending.slice(this.pending.length - held);
    return pieces;
  }

  /** The content is over: what was held back was no tag. */
  end(): SplitPiece[] {
    const pieces: SplitPiece[] = [];
    this.emit(this.pending, pieces);
    this.pending = '';
    return pieces;
  }

  private emit(text: string, pieces: SplitPiece[]): void {
    const begun = this.thinking ? this.reasoningBegun : this.textBegun;
    const rest = begun ? text : text.trimStart();
    if (!rest) return;
    if (this.thinking) this.reasoningBegun = true;
    else this.textBegun = true;
    pieces.push({ kind: this.thinking ? 'reasoning' : 'text', text: rest });
  }
}

/** Length of the longest end of `text` that is a beginning of `tag`. */
function heldBack(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (tag.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
