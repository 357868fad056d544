import { expect, type Page } from '@playwright/test';
import type { Act } from '../../server/language-model/scripted/acts.js';
import type { ScriptedProvider } from '../../server/language-model/scripted/scripted-provider.js';
import { post } from '../../server/testing/api-client.js';
import { ProfilePage } from './profile-page.js';
import type { ZzzeroServer } from './zzzero-server.js';

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

/** Opens a run whose first item is written as the test says; the others wait for it, and are played. */
export async function dictate(
  page: Page,
  provider: ScriptedProvider,
  server: ZzzeroServer,
): Promise<{ dictation: Dictation; profile: ProfilePage }> {
  const dictation = new Dictation();
  provider.script('item', dictation.act);
  const { body } = await post<{ session_id: string }>(`${server.url}/api/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories: ['appearance'],
    concurrency: 1,
  });
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${body.session_id}`);
  // What is said from now on is a stream, not what was there when the page came.
  await provider.until(() => provider.callsOf('item').some(({ closedAt }) => !closedAt));
  await expect(page.locator('[data-testid=lane]')).toHaveCount(1);
  return { dictation, profile };
}
