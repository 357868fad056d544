import { expect, test } from '@playwright/test';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

/** What scripts and styles of the page's first moment may weigh on the wire, bytes. */
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
  // As the build names them in the page: the entry, what it cannot begin without, the styles.
  const initial = await page
    .locator('script[src], link[rel=modulepreload], link[rel=stylesheet]')
    .evaluateAll((all) =>
      all.map((each) => (each as HTMLScriptElement).src || (each as HTMLLinkElement).href),
    );
  expect(initial.length).toBeGreaterThan(2);
  const total = initial.reduce((sum, address) => sum + arrived.get(address)!, 0);
  console.log(`first visit: ${initial.length} files, ${Math.round(total / 1_000)} kB`);
  expect(total).toBeLessThan(BUDGET);

  arrived = new Map();
  await page.reload();
  await expect(profile.startButton).toBeVisible();
  for (const address of initial) expect(arrived.get(address) ?? 0).toBe(0);
});
