import { expect, test } from '@playwright/test';
import { playsAt, says } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { post } from '../server/testing/api-client.js';
import { expectAccessible } from './support/accessibility.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let server: ZzzeroServer;
let provider: ScriptedProvider;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('*', playsAt(20_000));
  server = await ZzzeroServer.startOn(provider);
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

test('what disagrees with the facts is shown with the passage, and agrees after a click', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { categories } = (await (
    await fetch(`${server.url}/api/workflow/character_profile/options`)
  ).json()) as { categories: { id: string; items: { id: string }[] }[] };
  const [aged, lives] = categories.find(({ id }) => id === 'interests')!.items.map(({ id }) => id);
  provider.script(aged!, says('她今年四十岁，爱刻章。'), says('她今年二十七岁，爱刻章。'));
  provider.script(lives!, says('她现居上海，夜里沿江散步。'), says('她现居杭州，夜里沿河散步。'));
  const { body } = await post<{ session_id: string }>(`${server.url}/api/workflow/character_profile_stream`, {
    character_name: '沈知微',
    basic_info: '27 岁，现居杭州。',
    selected_categories: ['interests'],
    review: true,
  });
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${body.session_id}`);
  await profile.finish();

  await expect(page.getByTestId('doubtful')).toContainText('审校发现 2 条与事实不符');
  const message = profile.messageOf(aged!).and(page.locator('[data-status=complete]'));
  await expect(message.getByTestId('findings')).toContainText('年龄今年四十岁事实是「27」');
  await expect(page.locator(`[data-cell="${aged}"]`)).toHaveAccessibleName(/，已完成，1 处与事实不符，/);
  await expectAccessible(page);

  await message.getByTestId('mend').click();
  await expect(message).toHaveAttribute('data-attempt', '2');
  await profile.finish();
  await expect(page.getByTestId('doubtful')).toContainText('审校发现 1 条');
  await page.getByTestId('mend-all').click();
  await expect(page.getByTestId('doubtful')).toHaveCount(0);
  await profile.finish();
  await expect(profile.messageOf(lives!).and(page.locator('[data-status=complete]'))).toContainText(
    '现居杭州',
  );
});
