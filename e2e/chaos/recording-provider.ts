import type { ScriptedCall } from '../../server/language-model/scripted/scripted-call.js';
import { ScriptedProvider } from '../../server/language-model/scripted/scripted-provider.js';

const CANON_TOKENS_PER_SECOND = 500;

/** As storm.ts names them. */
const CHARACTER = /沈知微\d+/;

/** What one call was told, as the provider knows it. */
export interface RecordedCall {
  number: number;
  /** Id of the step. */
  step: string;
  /** Whom the prompt is about: every session of a storm has a character of its own. */
  character: string;
  text: string;
  /** The client stayed until the last byte. */
  whole: boolean;
  /** Epoch ms. */
  startedAt: number;
}

/** A provider that outlives every server. No two of its answers are the same, so that a text tells its call. */
export class RecordingProvider {
  readonly calls: RecordedCall[] = [];

  private constructor(readonly server: ScriptedProvider) {}

  static async start(tokensPerSecond: number): Promise<RecordingProvider> {
    const provider = new RecordingProvider(await ScriptedProvider.start({ tokensPerSecond }));
    provider.server.always('*', async (answer) => {
      const { number, kind, item, startedAt } = answer.call;
      // The facts are JSON, which may end in blanks.
      const text = kind === 'item' ? `${answer.sample.content} #${number}` : answer.sample.content;
      const character = CHARACTER.exec(JSON.stringify(answer.request.messages))?.[0] ?? '';
      const call = { number, step: item || kind!, character, text, whole: false, startedAt };
      provider.calls.push(call);
      // The facts are long and the same for everybody: what is of interest comes after them.
      await answer.play({ content: text }, kind === 'item' ? undefined : CANON_TOKENS_PER_SECOND);
      call.whole = answer.finished;
    });
    return provider;
  }

  /** The calls about one character, as the socket saw them. */
  callsFor(character: string): ScriptedCall[] {
    const numbers = new Set(
      this.calls.filter((call) => call.character === character).map(({ number }) => number),
    );
    return this.server.calls.filter(({ number }) => numbers.has(number));
  }

  /** Calls whose socket is open. */
  get open(): number {
    return this.server.calls.filter(({ closedAt }) => closedAt === undefined).length;
  }

  environment(): Record<string, string> {
    return {
      OPENAI_BASE_URL: this.server.baseUrl,
      OPENAI_API_KEY: 'sk-test',
      OPENAI_MODEL: 'scripted-model',
      PROVIDER_MAX_CONCURRENCY: '64',
    };
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
