// Every page while it loads, when there is nothing yet, and when the server fails: each says so, and offers a way on.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isForEveryone, useDashboard, wasLeft } from './support/dashboard.mjs';

const { server, page, visit, signIn } = await useDashboard();
await signIn();

const IDENTITY = '**/api/v1/identity';
const NONE = { items: [], next_cursor: null };
const PAGES = [
  ['/sites', `${IDENTITY}/sites`, NONE],
  ['/domains', `${IDENTITY}/domains`, []],
  ['/telemetry/stages', '**/content-owners/stages?*', { items: [], uncorroborated_citations: 0 }, { '**/api/v1/sites': { sites: [] } }],
  ['/telemetry/agents', '**/content-owners/reconciliation?*', { agents: [], corroboration: '' }],
  ['/telemetry/events', '**/content-owners/events?*', { ...NONE, total: 0 }],
  ['/settings/api-keys', `${IDENTITY}/api-keys`, NONE],
  ['/settings/delegations', `${IDENTITY}/delegations?direction=received`, NONE],
  ['/settings/identifiers', `${IDENTITY}/identifier-prefixes`, NONE],
  ['/settings/audit-log', `${IDENTITY}/audit-log?*`, NONE],
  [`/sites/${server.site.id}/quarantine`, `${IDENTITY}/sites/*/quarantine?*`, { period: { start: '2026-11-14', end: '2026-11-21' }, quarantined: 0, groups: [] }],
  ['/access-requests', `${IDENTITY}/*-access-requests`, NONE],
  ['/operator/access-requests', `${IDENTITY}/operator/access-requests?*`, NONE],
  // These are never empty.
  ['/settings/members', `${IDENTITY}/organizations/*/members`],
  ['/settings/organization', `${IDENTITY}/organizations/*/settings`],
  ['/settings/profile', `${IDENTITY}/me`],
  ['/settings/second-factors', `${IDENTITY}/second-factors`, NONE],
  ['/domains/dom_1/manifest', `${IDENTITY}/domains`],
  ['/settings/sessions', `${IDENTITY}/sessions`],
  ['/settings/api-keys/key_1', `${IDENTITY}/api-keys/key_1`],
];

const broken = { status: 500, contentType: 'application/json', body: JSON.stringify({ error: 'x', detail: 'The server failed; the reason is in its log', code: 'INTERNAL' }) };

async function answering(pattern, answer, run) {
  await page.route(pattern, answer);
  await run();
  await page.unroute(pattern, answer);
}

for (const [path, pattern, nothing, more = {}] of PAGES) {
  test(`${path} loads, fails and tries again`, async () => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await answering(pattern, (route) => held.then(() => route.fulfill(broken)), async () => {
      await visit(path);
      await page.getByRole('status').getByText('Loading').first().waitFor({ state: 'attached' });
      release();
      await page.getByRole('alert').getByText('The server failed').first().waitFor();
      await isForEveryone(page, `${path}, failed`);
    });
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByText('The server failed').first().waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
    page.complaints.length = 0; // what failed was meant to
  });

  if (!nothing) continue;
  test(`${path} says when there is nothing`, async () => {
    for (const [other, answer] of Object.entries(more)) await page.route(other, (route) => route.fulfill({ json: answer }));
    await answering(pattern, (route) => route.fulfill({ json: nothing }), async () => {
      await visit(path);
      await page.locator('.empty').first().waitFor();
      await isForEveryone(page, `${path}, empty`);
    });
    for (const other of Object.keys(more)) await page.unroute(other);
    assert.deepEqual(page.complaints.filter((complaint) => !wasLeft(complaint)), []);
  });
}

test('the dashboard is small, and all of it but the page may be kept for ever', async () => {
  const fresh = await page.context().browser().newPage();
  let bytes = 0;
  const again = [];
  const session = await fresh.context().newCDPSession(fresh);
  await session.send('Network.enable');
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  fresh.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith('/assets/')) return;
    if (!response.headers()['cache-control']?.includes('immutable')) again.push(pathname);
  });
  await fresh.goto(`${server.origin}/signin`);
  await fresh.waitForLoadState('networkidle');
  await fresh.close();
  console.log(`the whole dashboard: ${bytes} bytes`);
  assert.deepEqual(again, []);
  assert.ok(bytes < 150_000, `the dashboard takes ${bytes} bytes`);
});
