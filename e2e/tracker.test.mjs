// The script in a real browser: what it sends, when, and what keeps it silent.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import test, { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { parse } from 'acorn';
import { expect } from './support/api.mjs';
import { openPage, useBrowser } from './support/browser.mjs';
import { useDemo } from './support/server.mjs';

const NONCE = 'c29tZXRoaW5n';
const server = await useDemo();
const stable = await fetch(`${server.origin}/b.js`);
const script = Buffer.from(await stable.arrayBuffer());
const hashed = `/${JSON.parse(stable.headers.get('etag'))}`;
const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;

const site = `data-site="${server.site.key}"`;
const policy = (source) => `default-src 'none'; script-src ${source}; connect-src ${server.origin}`;
const PAGES = {
  '/nonce': { policy: policy(`'nonce-${NONCE}'`), tag: `<script defer nonce="${NONCE}" src="${server.origin}/b.js" ${site}></script>` },
  '/hash': {
    policy: policy(`'${integrity}'`),
    tag: `<script defer src="${server.origin}${hashed}" integrity="${integrity}" crossorigin="anonymous" ${site}></script>`,
  },
  '/no-referrer': { headers: { 'Referrer-Policy': 'no-referrer' } },
  '/sandboxed': { headers: { 'Content-Security-Policy': 'sandbox allow-scripts' } },
  '/ignored': { tag: `<script defer src="${server.origin}/b.js" ${site} data-ignore></script>` },
};
const body = `<!doctype html><title>Article</title>
  <button data-byline-event="download" data-byline-value="3" data-byline-currency="USD">Get it</button>
  <form data-byline-event="newsletter" onsubmit="return false"><input name="mail"><button id="send">Send</button></form>`;

const publisher = createServer((request, response) => {
  const page = { tag: `<script defer src="${server.origin}/b.js" ${site}></script>`, ...PAGES[request.url.split('?')[0]] };
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  if (page.policy) response.setHeader('Content-Security-Policy', page.policy);
  for (const [name, value] of Object.entries(page.headers ?? {})) response.setHeader(name, value);
  response.end(body + page.tag);
}).listen(0, '127.0.0.1');
await once(publisher, 'listening');
after(() => publisher.close());
const browser = await useBrowser({ [server.site.domain]: `127.0.0.1:${publisher.address().port}` });
const home = `http://${server.site.domain}`;

const stats = () => expect(200, server, 'GET', `/api/v1/sites/${server.site.id}/stats`, { bearer: server.api_keys.owner });
const stored = async () => (await stats()).intake.stored;
const conversions = async (event) =>
  (await stats()).conversion_breakdown.filter((row) => row.event === event).reduce((sum, row) => sum + row.count, 0);

/** Reads until it says so, or for the last time after ten seconds. */
async function eventually(read, wanted) {
  for (let tries = 100; ; tries--) {
    const now = await read();
    if (now === wanted || tries === 0) return now;
    await sleep(100);
  }
}

/** A page that keeps the hits it sent in `hits`. */
async function visit(path, prepare = async () => {}) {
  const page = await openPage(browser);
  page.hits = [];
  page.on('request', (request) => {
    if (request.url() === `${server.origin}/api/t`) page.hits.push(...JSON.parse(request.postData()));
  });
  await prepare(page);
  await page.goto(home + path);
  return page;
}

/** The same, when the script has run. */
async function read(path, prepare) {
  const page = await visit(path, prepare);
  await page.waitForFunction(() => typeof window.byline === 'function');
  return page;
}

const sent = (page, wanted) => eventually(async () => page.hits.length, wanted);

test('the script is written in the language of 2019, and small', async () => {
  parse(script.toString('utf8'), { ecmaVersion: 2019, sourceType: 'script' });
  assert.ok(gzipSync(script, { level: 9 }).length <= 1000);
});

test('it is the same under its hash, for ever, and under its stable name, for a day', async () => {
  const fixed = await fetch(server.origin + hashed);
  assert.deepEqual(Buffer.from(await fixed.arrayBuffer()), script);
  assert.match(fixed.headers.get('cache-control'), /immutable/);
  assert.equal(stable.headers.get('cache-control'), 'public, max-age=86400');
});

test('a page that replaces itself is read once for each address', async () => {
  const before = await stored();
  const page = await read('/app');
  await page.evaluate(() => {
    history.pushState({}, '', '/app/second?mail=me@example.com');
    history.replaceState({}, '', '/app/second?again');
  });
  await page.evaluate(() => history.back());
  assert.equal(await sent(page, 3), 3);
  assert.deepEqual(page.hits.map((hit) => hit.p), ['/app', '/app/second', '/app']);
  assert.ok(!JSON.stringify(page.hits).includes('mail'), 'a query left the page');
  assert.equal(await eventually(stored, before + 3), before + 3);
  assert.deepEqual(page.complaints, []);
});

test('a conversion on the way out arrives, once', async () => {
  const before = await conversions('late');
  const page = await read('/leaving');
  await page.evaluate(() => {
    window.byline('late', { value: 1, currency: 'EUR' });
    location.href = 'about:blank';
  });
  await page.waitForURL('about:blank');
  assert.equal(await eventually(() => conversions('late'), before + 1), before + 1);
  await sleep(500);
  assert.equal(await conversions('late'), before + 1);
});

test('clicks and submissions of marked elements are conversions', async () => {
  const [downloads, letters] = [await conversions('download'), await conversions('newsletter')];
  const page = await read('/marked');
  await page.click('text=Get it');
  await page.click('#send');
  assert.equal(await eventually(() => conversions('download'), downloads + 1), downloads + 1);
  assert.equal(await eventually(() => conversions('newsletter'), letters + 1), letters + 1);
  const download = page.hits.find((hit) => hit.e === 'download');
  assert.deepEqual([download.v, download.c], [3, 'USD']);
});

test('a click token and its issuer are picked up and carried by conversions, and nothing else of the query', async () => {
  const before = await stored();
  const page = await read('/token?ctx_token=abc&ctx_iss=https%3A%2F%2Fai.example&utm_source=chatgpt.com&mail=x');
  const q = { ctx_token: 'abc', ctx_iss: 'https://ai.example', utm_source: 'chatgpt.com' };
  await page.evaluate(() => window.byline('signup'));
  assert.equal(await sent(page, 2), 2);
  assert.deepEqual(page.hits.map((hit) => hit.q), [q, q]);
  assert.equal(await eventually(stored, before + 2), before + 2);
});

for (const [why, path, prepare] of [
  ['Global Privacy Control', '/quiet', (page) => page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }))],
  ['the opt-out of a reader', '/quiet', (page) => page.addInitScript(() => localStorage.setItem('byline_ignore', '1'))],
  ['the opt-out of a page', '/ignored', undefined],
]) {
  test(`it is silent under ${why}`, async () => {
    const before = await stored();
    const page = await read(path, prepare);
    await page.evaluate(() => {
      window.byline('signup');
      history.pushState({}, '', '/elsewhere');
    });
    await page.click('text=Get it');
    await page.goto('about:blank');
    await sleep(500);
    assert.deepEqual(page.hits, []);
    assert.equal(await stored(), before);
  });
}

test('what a broken network holds back is sent again and counted once', async () => {
  const before = await stored();
  let broken = 2;
  const page = await read('/offline', (page) =>
    page.route('**/api/t', (route) => (broken-- > 0 ? route.abort('internetdisconnected') : route.continue())),
  );
  assert.equal(await eventually(stored, before + 1), before + 1);
  assert.equal(await sent(page, 3), 3);
  assert.equal(new Set(page.hits.map((hit) => hit.i)).size, 1);
});

test('an answer that is lost is asked for again, and the hit counted once', async () => {
  const before = (await stats()).intake;
  let lost = 1;
  const page = await read('/lost', (page) =>
    page.route('**/api/t', async (route) => {
      if (lost-- <= 0) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    }),
  );
  assert.equal(await eventually(async () => (await stats()).intake.duplicates, before.duplicates + 1), before.duplicates + 1);
  assert.equal(await stored(), before.stored + 1);
  assert.equal(new Set(page.hits.map((hit) => hit.i)).size, 1);
});

for (const way of ['/nonce', '/hash']) {
  test(`it works under a strict policy with a ${way.slice(1)}`, async () => {
    const before = await stored();
    const page = await read(way);
    assert.equal(await eventually(stored, before + 1), before + 1);
    assert.deepEqual(page.complaints.filter((complaint) => !complaint.includes('onsubmit') && !complaint.includes('inline event handler')), []);
  });
}

test('a page that sends no referrer is counted all the same, on the way out too', async () => {
  const before = await stats();
  const page = await read('/no-referrer');
  await sent(page, 1);
  await page.evaluate(() => {
    window.byline('unreferred');
    location.href = 'about:blank';
  });
  await page.waitForURL('about:blank');
  assert.equal(await eventually(() => conversions('unreferred'), 1), 1);
  const { intake } = await stats();
  assert.equal(intake.stored, before.intake.stored + 2);
  assert.equal(intake.quarantined, before.intake.quarantined);
});

test('a page that hides its origin is kept aside, and the quarantine says why', async () => {
  const before = (await stats()).intake;
  const page = await read('/sandboxed');
  assert.equal(await eventually(async () => (await stats()).intake.quarantined, before.quarantined + 1), before.quarantined + 1);
  assert.equal(await stored(), before.stored);
  assert.equal(await sent(page, 1), 1);
  const { groups } = await expect(200, server, 'GET', `/api/v1/identity/sites/${server.site.id}/quarantine`, { bearer: server.session_tokens.owner });
  assert.deepEqual(groups.map(({ reason, origin }) => [reason, origin]), [['hidden_origin', 'null']]);
});

test('nothing is kept in the browser', async () => {
  const page = await read('/nothing?utm_source=chatgpt.com&ctx_token=abc');
  await page.evaluate(() => window.byline('signup'));
  assert.equal(await sent(page, 2), 2);
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual(await page.evaluate(async () => Promise.all([document.cookie, localStorage.length, sessionStorage.length, indexedDB.databases().then((all) => all.length)])), ['', 0, 0, 0]);
});
