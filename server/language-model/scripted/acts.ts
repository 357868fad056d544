import type { ScriptedAnswer } from './scripted-answer.js';

/** What happens to one call. */
export type Act = (answer: ScriptedAnswer) => void | Promise<void>;

/** Answers as the offline model does. */
export const plays: Act = (answer) => answer.play();

/** Answers as the offline model does, at a pace of its own. */
export function playsAt(tokensPerSecond: number): Act {
  return (answer) => answer.play({}, tokensPerSecond);
}

/** Says just this, in these pieces. */
export function says(...pieces: string[]): Act {
  return (answer) => {
    for (const piece of pieces) answer.text(piece);
    answer.finish();
  };
}

/** An error status in OpenAI's shape. `words` stand for what a provider might let slip. */
export function fails(
  status: number,
  {
    code = null,
    headers = {},
    words = 'no',
  }: { code?: string | null; headers?: Record<string, string>; words?: string } = {},
): Act {
  return (answer) => answer.status(status, { error: { message: words, type: 'error', code } }, headers);
}

/** Resets the connection before a single byte. */
export const resets: Act = (answer) => answer.reset();

/** Says `pieces` and then nothing more, with the connection open. */
export function fallsSilent(...pieces: string[]): Act {
  return (answer) => {
    for (const piece of pieces) answer.text(piece);
    return answer.closed;
  };
}

/** Ends the body in the middle of the answer. */
export function cutsAfter(...pieces: string[]): Act {
  return (answer) => {
    for (const piece of pieces) answer.text(piece);
    answer.cut();
  };
}

/** Resets the connection in the middle of the answer, once the pieces have left. */
export function resetsAfter(...pieces: string[]): Act {
  return async (answer) => {
    for (const piece of pieces) answer.text(piece);
    await answer.flushed();
    answer.reset();
  };
}

/** Sends what is not JSON where a chunk should be. */
export function garbles(...pieces: string[]): Act {
  return (answer) => {
    for (const piece of pieces) answer.text(piece);
    answer.raw('data: {"choices": [{"delta"\n\n');
    answer.finish();
  };
}

/** Says `pieces` and ends for this reason: `length`, `content_filter` … */
export function endsBy(reason: string, ...pieces: string[]): Act {
  return (answer) => {
    for (const piece of pieces) answer.text(piece);
    answer.finish(reason);
  };
}

/** A proper answer without any text. */
export const isEmpty: Act = (answer) => answer.finish();
