import { expect, test } from '@playwright/test';
import { textChunk, readPng, writePng } from '../server/cards/png.js';
import { placeholderPortrait } from '../server/exports/cards/placeholder-portrait.js';
import { playsAt } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
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

function portraitWith(card: object): Buffer {
  const chunks = readPng(Buffer.from(placeholderPortrait('x')));
  const text = Buffer.from(JSON.stringify(card)).toString('base64');
  return writePng([...chunks.slice(0, -1), textChunk('chara', text), chunks.at(-1)!]);
}

test('a card fills the form, and what nobody knows of it is in the exported card', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const profile = new ProfilePage(page, server);
  await profile.open();
  const file = page.locator('app-card-import input[type=file]');
  await file.setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(page.getByText('这张角色卡不能用')).toBeVisible();
  const data = { name: '罗渡', description: '守塔人，三十岁。', extensions: { depth_prompt: { depth: 4 } } };
  const card = { spec: 'chara_card_v2', spec_version: '2.0', data };
  await file.setInputFiles({ name: '罗渡.png', mimeType: 'image/png', buffer: portraitWith(card) });
  await expect(page.getByTestId('card-chip')).toContainText('角色卡 罗渡 · V2 · 原样保留 1 个字段');
  await expect(page.getByLabel('角色名')).toHaveValue('罗渡');
  await expect(page.locator('#basic-info')).toHaveValue('守塔人，三十岁。');
  await expectAccessible(page);
  await profile.startButton.click();
  await profile.finish();
  const session = /sessions\/([0-9a-f-]{36})/.exec(page.url())![1];
  const answer = await fetch(`${server.url}/api/sessions/${session}/export?format=card_v3`);
  const exported = (await answer.json()) as typeof card;
  expect(exported.data.extensions.depth_prompt).toEqual({ depth: 4 });
});
