import { playsAt } from '../../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../../server/language-model/scripted/scripted-provider.js';
import { stamp } from './stamp.js';

/** Facts are not what is measured. */
const CANON_TOKENS_PER_SECOND = 50_000;

/**
 * A provider whose every delta says when it left. Its answers go on until the client leaves; each begins at a moment
 * of its own, so that the streams of many runs do not tick together.
 */
export async function startStampingProvider(
  deltasPerSecond: number,
  text: () => string = stamp,
): Promise<ScriptedProvider> {
  const provider = await ScriptedProvider.start();
  const period = 1_000 / deltasPerSecond;
  provider.always('canon', playsAt(CANON_TOKENS_PER_SECOND));
  provider.always('*', async (answer) => {
    let ticks: NodeJS.Timeout | undefined;
    const begin = setTimeout(() => {
      ticks = setInterval(() => answer.text(text()), period);
    }, Math.random() * period);
    await answer.closed;
    clearTimeout(begin);
    clearInterval(ticks);
  });
  return provider;
}
