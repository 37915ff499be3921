// A real browser on the publisher's site: arrives from an assistant, converts, and is counted.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import test, { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, tally } from './support/api.mjs';
import { openPage, useBrowser } from './support/browser.mjs';
import { useDemo } from './support/server.mjs';

const server = await useDemo();
const site = `http://${server.site.domain}/`;
const publisher = createServer((request, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><title>Article</title><h1>${request.url}</h1>
    <script defer src="${server.origin}/b.js" data-site="${server.site.key}"></script>`);
}).listen(0, '127.0.0.1');
await once(publisher, 'listening');
after(() => publisher.close());
const browser = await useBrowser({ [server.site.domain]: `127.0.0.1:${publisher.address().port}` });

const stats = () => expect(200, server, 'GET', `/api/v1/sites/${server.site.id}/stats`, { bearer: server.api_keys.owner });
const count = (breakdown, word, name) => tally(breakdown, word, 'count')[name] ?? 0;

/** Reads until it holds: the browser sends when it likes. */
async function eventually(holds) {
  for (let tries = 100; ; tries--) {
    const now = await stats();
    if (holds(now) || tries === 0) return now;
    await sleep(100);
  }
}

/** Arrives on the publisher's page through a link on a page of `from`. */
async function arrive(from, path) {
  const page = await openPage(browser);
  await page.route(`${from}**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<a referrerpolicy="unsafe-url" href="${site}${path}">source</a>` }),
  );
  await page.goto(from);
  await page.click('a');
  await page.waitForFunction(() => typeof window.byline === 'function');
  return page;
}

test('a reader from ChatGPT who signs up is a referral and a conversion', async () => {
  const before = await stats();
  const page = await arrive('https://chatgpt.com/', 'from-chatgpt');
  assert.equal(await page.evaluate(() => document.referrer), 'https://chatgpt.com/');
  await page.evaluate(() => window.byline('signup', { value: 20, currency: 'USD' }));
  const now = await eventually(
    ({ totals }) => totals.referrals > before.totals.referrals && totals.conversions > before.totals.conversions,
  );
  assert.equal(now.totals.referrals - before.totals.referrals, 1);
  assert.equal(now.totals.conversions - before.totals.conversions, 1);
  const chatgpt = (from) => count(from.referral_breakdown, 'source', 'chatgpt');
  assert.equal(chatgpt(now) - chatgpt(before), 1);
  const signup = ({ conversion_breakdown }) =>
    conversion_breakdown.find((row) => row.event === 'signup' && row.currency === 'USD') ?? { count: 0, value: 0 };
  assert.equal(signup(now).count - signup(before).count, 1);
  assert.equal(signup(now).value - signup(before).value, 20);
  assert.deepEqual(page.complaints, []);
});

test('what happened is listed with its page', async () => {
  const query = `/api/v1/sites/${server.site.id}/events?type=referral&limit=10`;
  const { events } = await expect(200, server, 'GET', query, { bearer: server.api_keys.owner });
  const mine = events.find((event) => event.path === '/from-chatgpt');
  assert.equal(mine?.source, 'chatgpt');
  assert.equal(mine.type, 'referral');
});

test('without a referrer, utm_source tells', async () => {
  const before = await stats();
  const page = await openPage(browser);
  await page.goto(`${site}from-utm?utm_source=chatgpt.com`);
  const now = await eventually(({ totals }) => totals.referrals > before.totals.referrals);
  assert.equal(now.totals.referrals - before.totals.referrals, 1);
});

test('a host that only contains a known name is no referral', async () => {
  const before = await stats();
  for (const from of ['https://thankyou.com/', 'https://notclaude.ai.evil.example/']) {
    await arrive(from, 'from-elsewhere');
  }
  const page = await arrive('https://claude.ai/', 'from-claude');
  const now = await eventually(({ totals }) => totals.referrals > before.totals.referrals);
  assert.equal(now.totals.referrals - before.totals.referrals, 1);
  assert.equal(count(now.referral_breakdown, 'source', 'you'), count(before.referral_breakdown, 'source', 'you'));
  assert.deepEqual(page.complaints, []);
});

test('the script sets no cookie and keeps nothing in the browser', async () => {
  const page = await arrive('https://www.perplexity.ai/', 'from-perplexity');
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]), ['', 0, 0]);
});

test('the dashboard shows it', async () => {
  const page = await openPage(browser);
  await page.goto(server.sign_in_url);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('ChatGPT').first().waitFor({ timeout: 15_000 });
  await page.getByText('signup').first().waitFor({ timeout: 15_000 });
  assert.deepEqual(page.complaints, []);
});
