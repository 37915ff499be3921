// The edge worker in Cloudflare's own runtime and the middleware in Node's server, each between a reader and an origin.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { agents } from '../integrations/update.mjs';
import { isAgent, sourceOf } from '../integrations/visit.js';
import { byline } from '../integrations/node/middleware.js';
import { expect } from './support/api.mjs';
import { freePort, scratch, useDemo } from './support/server.mjs';

const GPT = 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const PROMPT_MILLIS = 2_000; // far less than a hanging Byline would take
// Named by its platform's package: the one of all platforms needs those that a lock made here can't hold.
const workerd = fileURLToPath(
  import.meta.resolve(`@cloudflare/workerd-linux-${process.arch === 'arm64' ? 'arm64' : '64'}/bin/workerd`),
);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const server = await useDemo();
let sites = 0;

/** A site of its own for a test, below the demo's domain. */
async function newSite() {
  const domain = `way${++sites}.${server.site.domain}`;
  return expect(201, server, 'POST', '/api/v1/identity/sites', { bearer: server.session_tokens.owner, body: { domain } });
}

const stats = (site) =>
  expect(200, server, 'GET', `/api/v1/sites/${site.id}/stats`, { bearer: server.api_keys.owner });

async function eventually(site, found) {
  for (let tries = 0; tries < 200; tries++) {
    const { totals } = await stats(site);
    if (found(totals)) return totals;
    await sleep(50);
  }
  assert.fail(`not in time: ${JSON.stringify((await stats(site)).totals)}`);
}

/** A server on a free port that is closed with the test. */
async function listening(context, handler) {
  const listener = createServer(handler).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  context.after(() => {
    listener.closeAllConnections();
    listener.close();
  });
  return listener.address().port;
}

const page = (_, response) => response.writeHead(200, { 'Content-Type': 'text/html', 'X-Origin': 'yes' }).end('<h1>Hello</h1>');

/** A request as a reader's browser or a bot makes it, to whatever stands in front of the site. */
async function visit(port, host, path, headers = {}, method = 'GET') {
  const sent = request({ port, host: '127.0.0.1', path, method, headers: { Host: host, 'User-Agent': FIREFOX, ...headers } }).end();
  const [answer] = await once(sent, 'response');
  const chunks = await answer.toArray();
  return { status: answer.statusCode, headers: answer.headers, text: Buffer.concat(chunks).toString() };
}

/** The worker in workerd; requests for the site reach the origin, all others the network. */
async function startWorker(context, site, origin, bylineServer = server.origin) {
  const folder = await scratch(context);
  await cp(here('../integrations'), folder, { recursive: true });
  const port = await freePort();
  await writeFile(join(folder, 'router.js'), `
    export default { fetch(request, env) {
      return new URL(request.url).hostname === ${JSON.stringify(site.domain)} ? env.ORIGIN.fetch(request) : env.NETWORK.fetch(request);
    } };`);
  await writeFile(join(folder, 'config.capnp'), `
    using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [
        (name = "site", worker = (
          modules = [
            (name = "cloudflare/worker.js", esModule = embed "cloudflare/worker.js"),
            (name = "visit.js", esModule = embed "visit.js"),
            (name = "agents.js", esModule = embed "agents.js"),
          ],
          compatibilityDate = "2026-01-01",
          globalOutbound = "router",
          bindings = [
            (name = "BYLINE_SERVER", text = ${JSON.stringify(bylineServer)}),
            (name = "BYLINE_SITE_KEY", text = ${JSON.stringify(site.key)}),
          ])),
        (name = "router", worker = (
          modules = [(name = "router.js", esModule = embed "router.js")],
          compatibilityDate = "2026-01-01",
          bindings = [(name = "ORIGIN", service = "origin"), (name = "NETWORK", service = "network")])),
        (name = "origin", external = (address = "127.0.0.1:${origin}", http = ())),
        (name = "network", network = (allow = ["public", "private"])),
      ],
      sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "site")]
    );`);
  const child = spawn(workerd, ['serve', join(folder, 'config.capnp')], { stdio: ['ignore', 'inherit', 'inherit'] });
  context.after(async () => {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
  });
  for (let tries = 0; ; tries++) {
    const up = await visit(port, site.domain, '/up', {}, 'HEAD').catch(() => undefined);
    if (up) return port;
    assert.ok(tries < 200 && child.exitCode === null, 'workerd did not start');
    await sleep(50);
  }
}

test('what a worker knows is made from the lists of today; npm run update in integrations/ renews it', async () => {
  assert.equal(await readFile(here('../integrations/agents.js'), 'utf8'), agents());
});

test('a worker tells AI from all others as the server does, for every labelled user agent', async () => {
  const rows = (await readFile(here('../server/src/test/resources/byline/sites/user-agents.tsv'), 'utf8'))
    .split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'));
  assert.ok(rows.length >= 400);
  assert.deepEqual(rows.filter(([, , ai, userAgent]) => isAgent(userAgent) !== (ai === 'ai')), []);
});

test('referrers count by whole host labels, and plain search does not', () => {
  assert.equal(sourceOf('https://chatgpt.com/c/1'), 'chatgpt');
  assert.equal(sourceOf(undefined, 'chatgpt.com'), 'chatgpt');
  for (const plain of ['https://thankyou.com/', 'https://claude.ai.evil.example/', 'https://duckduckgo.com/', 'nonsense']) {
    assert.equal(sourceOf(plain), undefined, plain);
  }
});

test('the edge worker passes pages on unchanged and reports bots, referrals and that it runs', async (context) => {
  const site = await newSite();
  const port = await startWorker(context, site, await listening(context, page));
  const plain = await visit(port, site.domain, '/');
  assert.deepEqual([plain.status, plain.text, plain.headers['x-origin']], [200, '<h1>Hello</h1>', 'yes']);
  await visit(port, site.domain, '/a', { 'User-Agent': GPT });
  await visit(port, site.domain, '/b', { Referer: 'https://chatgpt.com/' });
  await visit(port, site.domain, '/c?utm_source=perplexity');
  await visit(port, site.domain, '/d', { Referer: 'https://news.example/' });
  await visit(port, site.domain, '/style.css', { Referer: 'https://chatgpt.com/' });
  assert.deepEqual(await eventually(site, (totals) => totals.bot_visits + totals.referrals >= 3),
    { bot_visits: 1, referrals: 2, conversions: 0 });
  const { items } = await expect(200, server, 'GET', '/api/v1/identity/sites', { bearer: server.session_tokens.owner });
  assert.ok(items.find((each) => each.id === site.id).worker_seen_at, 'the worker was not seen');
});

for (const [what, broken] of [
  ['hangs', () => {}],
  ['answers 500', (_, response) => response.writeHead(500).end('no')],
  ['hangs up', (incoming) => incoming.socket.destroy()],
]) {
  test(`the edge worker serves pages as ever while Byline ${what}`, async (context) => {
    const site = await newSite();
    const away = await listening(context, broken);
    const port = await startWorker(context, site, await listening(context, page), `http://127.0.0.1:${away}`);
    const began = Date.now();
    for (let i = 0; i < 5; i++) {
      const answer = await visit(port, site.domain, `/${i}`, { 'User-Agent': GPT });
      assert.deepEqual([answer.status, answer.text], [200, '<h1>Hello</h1>']);
    }
    assert.ok(Date.now() - began < PROMPT_MILLIS, `${Date.now() - began} ms`);
  });
}

test('the Node middleware reports bots and referrals, and answers as the server does without it', async (context) => {
  const site = await newSite();
  const report = byline({ server: server.origin, siteKey: site.key, delayMillis: 20 });
  const port = await listening(context, (incoming, response) => report(incoming, response, () => page(incoming, response)));
  assert.equal((await visit(port, site.domain, '/')).text, '<h1>Hello</h1>');
  await visit(port, site.domain, '/a', { 'User-Agent': GPT });
  await visit(port, site.domain, '/b', { Referer: 'https://chatgpt.com/' });
  await visit(port, site.domain, '/c', { 'User-Agent': GPT }, 'POST');
  assert.deepEqual(await eventually(site, (totals) => totals.bot_visits + totals.referrals >= 2),
    { bot_visits: 1, referrals: 1, conversions: 0 });
  assert.deepEqual(report.counts, { seen: 2, reported: 2, refused: 0, dropped: 0 });
});

test('the Node middleware keeps reports while Byline is away and loses none within its bound', async (context) => {
  const site = await newSite();
  let away = true;
  const proxy = await listening(context, async (incoming, response) => {
    const body = Buffer.concat(await incoming.toArray());
    if (away) return incoming.socket.destroy();
    const answer = await fetch(server.origin + incoming.url,
      { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(await answer.text());
  });
  const report = byline({ server: `http://127.0.0.1:${proxy}`, siteKey: site.key, delayMillis: 10, mostWaiting: 30 });
  const port = await listening(context, (incoming, response) => report(incoming, response, () => page(incoming, response)));
  for (let i = 0; i < 40; i++) await visit(port, site.domain, `/${i}`, { 'User-Agent': GPT });
  await report.flush();
  assert.equal(report.counts.reported, 0);
  away = false;
  await eventually(site, (totals) => totals.bot_visits === 30);
  assert.equal(report.counts.dropped, 10);
});
