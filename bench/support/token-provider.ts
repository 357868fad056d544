import { playsAt } from '../../server/language-model/scripted/acts.js';
import { tokenise } from '../../server/language-model/offline/tokenise.js';
import { ScriptedProvider } from '../../server/language-model/scripted/scripted-provider.js';

const CANON_TOKENS_PER_SECOND = 50_000;
const TEXTS = {
  zh: '沈知微把灯调暗了一些，坐回桌边，把那份卷宗又从头看起。窗外的雨没有停，她也没有打算在天亮以前离开这间屋子。',
  en: 'She turned the lamp down a little, sat again at the table and read the file from its first page. The rain outside did not stop, and she had no plan to leave this room before dawn. ',
};

/** What a stream is made of: the language of its tokens, and how many of them come a second. */
export interface Pace {
  language: 'zh' | 'en';
  tokensPerSecond: number;
}

/** The name by which a run, or any prompt, asks for a pace. */
export function nameOf({ language, tokensPerSecond }: Pace): string {
  return `pace-${language}-${tokensPerSecond}`;
}

/** A provider that writes for ever, token by token, at the pace that the prompt asks for, and counts what it wrote. */
export class TokenProvider {
  /** Bytes of text (UTF-8) written so far, a pace. */
  readonly written = new Map<string, number>();

  private constructor(private readonly server: ScriptedProvider) {}

  static async start(): Promise<TokenProvider> {
    const provider = new TokenProvider(await ScriptedProvider.start());
    const { server, written } = provider;
    server.always('canon', playsAt(CANON_TOKENS_PER_SECOND));
    server.always('*', async (answer) => {
      const [name, language, rate] = /pace-(zh|en)-(\d+)/.exec(JSON.stringify(answer.request.messages))!;
      const tokens = tokenise(TEXTS[language as 'zh' | 'en']);
      let next = 0;
      const ticks = setInterval(
        () => {
          const token = tokens[next++ % tokens.length]!;
          written.set(name, (written.get(name) ?? 0) + Buffer.byteLength(token));
          answer.text(token);
        },
        1_000 / Number(rate),
      );
      await answer.closed;
      clearInterval(ticks);
    });
    return provider;
  }

  get baseUrl(): string {
    return this.server.baseUrl;
  }

  writtenAt(pace: Pace): number {
    return this.written.get(nameOf(pace)) ?? 0;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.server.stop();
  }
}
