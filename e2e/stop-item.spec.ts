import { expect, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

test('one item can be stopped while the others go on', async ({ page }) => {
  const gate = new Gate();
  const provider = await ScriptedProvider.start();
  provider.always('item', gate.writes('写到一半，', '写完了。'));
  const server = await ZzzeroServer.startOn(provider);
  try {
    const profile = new ProfilePage(page, server);
    await profile.start();
    const lane = page.getByTestId('lane').filter({ has: page.getByRole('button', { name: '停止此条' }) });
    await expect(lane.nth(1)).toContainText('写到一半，');
    const step = (await lane.first().getAttribute('data-step'))!;
    const other = (await lane.nth(1).getAttribute('data-step'))!;
    await lane.first().getByRole('button', { name: '停止此条' }).click();
    await expect(page.locator(`[data-cell="${step}"]`)).toHaveAttribute('data-status', 'stopped');
    await expect(profile.messageOf(step)).toHaveAttribute('data-status', 'stopped');
    await expect(profile.status).toHaveAttribute('data-status', 'running');
    gate.open();
    await expect(profile.messageOf(other)).toHaveAttribute('data-status', 'complete');
    await expect(profile.messageOf(other)).toContainText('写到一半，写完了。');
  } finally {
    await server.stop();
    await provider.stop();
  }
});
