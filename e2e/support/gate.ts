import { plays, type Act } from '../../server/language-model/scripted/acts.js';
import type { ScriptedAnswer } from '../../server/language-model/scripted/scripted-answer.js';

/** Holds a provider's answers until the test lets them through, so that no test depends on a pace. */
export class Gate {
  private passes = 0;
  private waiting: (() => void)[] = [];

  /** Lets this many answers through, those that wait first; all of them without a number. */
  open(answers = Infinity): void {
    this.passes += answers;
    while (this.passes > 0 && this.waiting.length > 0) {
      this.passes -= 1;
      this.waiting.shift()!();
    }
  }

  /** Holds before the first word, then answers as the offline model does. */
  readonly plays: Act = async (answer) => {
    if (await this.passed(answer)) await plays(answer);
  };

  /** Says `half`, holds, and says the rest. */
  writes(half: string, rest: string): Act {
    return async (answer) => {
      answer.text(half);
      if (!(await this.passed(answer))) return;
      answer.text(rest);
      answer.finish();
    };
  }

  /** False when the caller has left meanwhile. */
  private passed(answer: ScriptedAnswer): Promise<boolean> {
    if (this.passes > 0) {
      this.passes -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const pass = () => resolve(true);
      this.waiting.push(pass);
      void answer.closed.then(() => {
        this.waiting = this.waiting.filter((each) => each !== pass);
        resolve(false);
      });
    });
  }
}
