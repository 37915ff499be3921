// The API's own page, in a real browser.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openPage, useBrowser } from './support/browser.mjs';
import { useDemo } from './support/server.mjs';

const server = await useDemo();
const browser = await useBrowser();

test('/docs shows every operation, from this server alone and under its own policy', async () => {
  const page = await openPage(browser);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => globalThis.violations.push(`${violatedDirective} ${blockedURI}`));
  });
  await page.goto(`${server.origin}/docs`);
  await page.getByRole('heading', { name: 'Byline' }).waitFor();
  const document = await (await fetch(`${server.origin}/openapi.json`)).json();
  const operations = Object.values(document.paths).flatMap((path) => ['get', 'post', 'put', 'patch', 'delete', 'options'].filter((method) => path[method]));
  await page.waitForFunction((count) => globalThis.document.querySelectorAll('.opblock').length === count, operations.length);

  await page.locator('#operations-Ingest-recordEvents button').first().click();
  await page.locator('#operations-Ingest-recordEvents .highlight-code').filter({ hasText: 'GPTBot/1.2' }).first().waitFor();
  await page.getByRole('button', { name: 'Authorize' }).click();
  await page.getByText('X-API-Key').first().waitFor();

  assert.deepEqual(asked.filter((url) => !url.startsWith(server.origin) && !url.startsWith('data:')), []);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  assert.deepEqual(page.complaints, []);
});
