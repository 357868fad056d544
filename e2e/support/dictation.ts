import type { Act } from '../../server/language-model/scripted/acts.js';

/** One answer of a model, said piece by piece, each when the test wants it. */
export class Dictation {
  private readonly pieces: (string | null)[] = [];
  private wake: () => void = () => undefined;

  /** Says these, one after the other, each as a delta of its own. */
  say(...pieces: string[]): void {
    this.pieces.push(...pieces);
    this.wake();
  }

  end(): void {
    this.pieces.push(null);
    this.wake();
  }

  readonly act: Act = async (answer) => {
    let left = false;
    void answer.closed.then(() => {
      left = true;
      this.wake();
    });
    while (!left) {
      const piece = this.pieces.shift();
      if (piece === null) return answer.finish();
      if (piece === undefined) await new Promise<void>((wake) => (this.wake = wake));
      else answer.text(piece);
    }
  };
}
