// Whatever looks at a mail before its reader does, uses no link up.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import test, { after } from 'node:test';
import { openPage, useBrowser } from './support/browser.mjs';
import { askForLink, useServer } from './support/people.mjs';

const server = await useServer();
const browser = await useBrowser();
const page = await openPage(browser);
page.setDefaultTimeout(15_000);

/** Web mail on another origin that shows one link and asks the browser to fetch it ahead. */
async function webMail(hint) {
  const mail = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><title>Mail</title>${hint}`);
  }).listen(0, '127.0.0.1');
  after(() => mail.close());
  await once(mail, 'listening');
  return `http://localhost:${mail.address().port}/`;
}

/** Opens a page in a profile of its own and waits until it has asked the server for something. */
async function look(url) {
  const scanner = await openPage(browser);
  const asked = scanner.context().waitForEvent('request', (request) => request.url().startsWith(server.origin));
  await scanner.goto(url);
  await asked;
  await scanner.waitForLoadState('networkidle');
  await scanner.context().close();
}

const scanners = {
  GET: (link) => fetch(link),
  HEAD: (link) => fetch(link, { method: 'HEAD' }),
  'a prefetch': async (link) => look(await webMail(`<link rel=prefetch href="${link}"><a href="${link}">Sign in</a>`)),
  'speculation rules': async (link) => {
    const rules = { prefetch: [{ urls: [link], eagerness: 'immediate' }], prerender: [{ urls: [link], eagerness: 'immediate' }] };
    return look(await webMail(`<script type=speculationrules>${JSON.stringify(rules)}</script>`));
  },
  'a browser that runs the page': (link) => look(link),
};

for (const [name, scan] of Object.entries(scanners)) {
  test(`${name} uses no link up`, async () => {
    const link = await askForLink(server, page, `${name.replaceAll(' ', '-')}@bugle.example`);
    const answer = await scan(link);
    if (answer) assert.equal(answer.status, 200);
    await page.goto(link);
    await page.waitForURL((url) => url.pathname !== '/signin');
    await page.context().clearCookies();
  });
}
