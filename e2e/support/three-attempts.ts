import { says } from '../../server/language-model/scripted/acts.js';
import type { ScriptedProvider } from '../../server/language-model/scripted/scripted-provider.js';
import { follow, post } from '../../server/testing/api-client.js';
import type { ZzzeroServer } from './zzzero-server.js';

/** The item that has them. */
export const REVISED = 'dreams.short-term';

/**
 * A session whose item has been written, written again, and changed by hand.
 * @returns its id
 */
export async function threeAttempts(server: ZzzeroServer, provider: ScriptedProvider): Promise<string> {
  const { body } = await post<{ session_id: string; run_id: string }>(
    `${server.url}/api/workflow/character_profile_stream`,
    { character_name: '沈知微', selected_categories: ['dreams'] },
  );
  const ended = () => follow(`${server.url}/api/sse/stream/${body.session_id}`);
  await ended();
  let run = body.run_id;
  const revise = async (change: object) => {
    const next = await post<{ run_id: string }>(`${server.url}/api/runs/${run}/revisions`, {
      items: [REVISED],
      ...change,
    });
    run = next.body.run_id;
    await ended();
  };
  provider.script(REVISED, says('她想在海边开一家书店。'));
  await revise({ action: 'rewrite', instruction: '提到海' });
  await revise({ action: 'edit', text: '她想在海边开一家花店，养猫。' });
  return body.session_id;
}
