import { expect, test } from '@playwright/test';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

/** What all scripts and styles may weigh on the wire until a first run can be started, headers included, bytes. */
const BUDGET = 250_000;

let server: ZzzeroServer;

test.beforeAll(async () => {
  server = await ZzzeroServer.start();
});

test.afterAll(() => server.stop());

test('a first visit brings little over the wire, and a second one nothing of it', async ({ page }) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const addresses = new Map<string, string>();
  /** Bytes on the wire by address, headers included. */
  let arrived = new Map<string, number>();
  devtools.on('Network.responseReceived', ({ requestId, response }) =>
    addresses.set(requestId, response.url),
  );
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    arrived.set(addresses.get(requestId) ?? '', encodedDataLength);
  });

  const profile = new ProfilePage(page, server);
  await profile.open();
  await expect(profile.startButton).toBeVisible();
  const initial = [...arrived].filter(([address]) => /\.(?:js|css)$/.test(address));
  expect(initial.length).toBeGreaterThan(4);
  const total = initial.reduce((sum, [, bytes]) => sum + bytes, 0);
  console.log(`first visit: ${initial.length} files, ${Math.round(total / 1_000)} kB`);
  expect(total).toBeLessThan(BUDGET);

  arrived = new Map();
  await page.reload();
  await expect(profile.startButton).toBeVisible();
  for (const [address] of initial) expect(arrived.get(address) ?? 0).toBe(0);
});
