// A publisher's way through the dashboard, in a real browser. SCREENSHOTS=1 renews docs/screenshots, here and in the others.
import assert from 'node:assert/strict';
import test from 'node:test';
import { call, expect } from './support/api.mjs';
import { openPage } from './support/browser.mjs';
import { useDashboard } from './support/dashboard.mjs';

// What is not there is answered with a 404.
const { server, browser, page, heading, button, visit, shoot } = await useDashboard((demo) => [`404 ${demo.origin}/api/v1/identity/sites/site_unknown`]);

test('without a session every page leads to sign-in', async () => {
  await visit('/sites');
  await heading('Sign in');
  assert.equal(new URL(page.url()).pathname, '/signin');
  await shoot('sign-in');
});

test('the printed link signs in, once, and leaves no token in the address', async () => {
  await page.goto(server.sign_in_url);
  await button('Continue').click();
  await heading('What AI did with your work');
  assert.equal(new URL(page.url()).hash, '');
  const again = await openPage(browser);
  await again.goto(server.sign_in_url);
  await again.getByRole('button', { name: 'Continue' }).click();
  await again.getByRole('alert').first().waitFor();
  await again.context().close();
});

test('the overview shows bots, referrals and citations of the day', async () => {
  for (const text of ['OpenAI', 'ChatGPT', 'Bot visits', 'AI referrals', 'Cited']) {
    await page.getByText(text).filter({ visible: true }).first().waitFor();
  }
  await shoot('overview');
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot('overview-dark');
  await page.emulateMedia({ colorScheme: null });
});

test('an added site has its snippet', async () => {
  await visit('/sites');
  await heading('Sites');
  await shoot('sites');
  await page.getByLabel('Domain').fill('second.example');
  await button('Add site').click();
  await heading('second.example');
  const snippet = await page.locator('.code code').first().textContent();
  assert.match(snippet, /^<script defer src="http:\/\/[^"]+\/b\.js" data-site="ak_[^"]+"><\/script>$/);
  await page.locator('.code button').first().click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), snippet);
  await shoot('site-new');
});

test('a site with traffic shows who came', async () => {
  await visit(`/sites/${server.site.id}`);
  await heading(server.site.domain);
  await page.getByText('GPTBot').first().waitFor();
  await shoot('site');
});

test('a site says how many bots are who they say', async () => {
  const { totals, verdicts } = await expect(200, server, 'GET', `/api/v1/sites/${server.site.id}/stats`, { key: server.api_keys.owner });
  assert.equal(Object.values(verdicts).reduce((sum, count) => sum + count), totals.bot_visits);
  await page.getByRole('link', { name: '7 days' }).click();
  for (const [kind, name] of [['verified', 'proved'], ['failed', 'impostors'], ['not_verifiable', 'without a proof'], ['unknown', 'not checked']]) {
    assert.ok(verdicts[kind] > 0, `the demo has visits that are ${kind}`);
    await page.getByRole('listitem').filter({ hasText: new RegExp(`^${verdicts[kind]}${name}`) }).waitFor();
  }
  await page.getByText('proved by its address').first().waitFor();
});

test('what looks forged is kept aside, restored and taken out again', async () => {
  const visits = () => expect(200, server, 'GET', `/api/v1/sites/${server.site.id}/stats`, { key: server.api_keys.owner }).then(({ totals }) => totals.bot_visits);
  const before = await visits();
  const hit = { k: server.site.key, t: 'bot', p: '/forged', ua: 'GPTBot/1.2' };
  await expect(202, server, 'POST', '/api/t', { body: hit, headers: { Origin: 'https://evil.example' } });
  assert.equal(await visits(), before);
  await visit(`/sites/${server.site.id}/quarantine`);
  await heading('Quarantine');
  await page.getByText('evil.example').waitFor();
  await shoot('quarantine');
  await page.getByRole('row').filter({ hasText: 'evil.example' }).getByRole('button', { name: /^Restore/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore them' }).click();
  await page.getByText('1 event restored').waitFor();
  assert.equal(await visits(), before + 1);
  await page.getByLabel('Path').fill('/forged');
  await button('Take out').click();
  await page.getByText('1 event taken out of every figure').waitFor();
  assert.equal(await visits(), before);
  await button('Take back').first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await page.getByText(/Taken back/).waitFor();
  assert.equal(await visits(), before + 1);
});

test('a key is generated, shown once, listed, and revoked at once', async () => {
  await visit('/settings/api-keys');
  await heading('API Keys');
  await button('Generate New Key').click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Newsletter');
  await shoot('api-key-form');
  await form.getByRole('button', { name: 'Generate key' }).click();
  await page.getByRole('heading', { name: /Copy the key “Newsletter” now/ }).waitFor();
  const key = await page.locator('section.once code').textContent();
  assert.match(key, /^oat_pub_[0-9A-Za-z]{49}$/);
  await page.locator('section.once .code button').click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), key);
  await shoot('api-key-new');
  const answer = () => call(server, 'GET', '/api/v1/sites', { bearer: key });
  assert.equal((await answer()).status, 200);

  await button('I have stored it').click();
  await page.reload();
  await heading('API Keys');
  await page.getByRole('cell', { name: 'Newsletter' }).first().waitFor();
  assert.ok(!(await page.content()).includes(key), 'a key is shown once');
  await shoot('api-keys');

  await button('Revoke Newsletter').click();
  const question = page.getByRole('dialog');
  await question.getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await answer()).status, 200, 'Cancel revokes nothing');
  await button('Revoke Newsletter').click();
  await shoot('api-key-revoke');
  await question.getByRole('button', { name: 'Revoke key' }).click();
  await page.getByText('“Newsletter” is revoked').waitFor();
  const refused = await answer();
  assert.equal(refused.status, 401);
  assert.equal(refused.json.code, 'INVALID_KEY');
  assert.equal(await button('Revoke Newsletter').count(), 0);
});

test('a key has a page with its use, and rotates there', async () => {
  await visit('/settings/api-keys');
  await page.getByRole('link', { name: 'demo' }).click();
  await heading('demo');
  await page.getByRole('heading', { name: 'Requests' }).waitFor();
  await button('Rotate…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate key' }).click();
  await page.getByRole('heading', { name: /Copy the key “demo” now/ }).waitFor();
  assert.match(await page.locator('section.once code').textContent(), /^oat_pub_[0-9A-Za-z]{49}$/);
  await button('I have stored it').click();
  await heading('demo');
  await shoot('api-key');
});

test('a key is renamed and restricted, and its page says so', async () => {
  await button('Edit…').click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Weekly report');
  await form.getByLabel('Requests a minute').fill('120');
  await form.getByLabel('Allowed addresses').fill('203.0.113.0/24');
  await shoot('api-key-edit');
  await form.getByRole('button', { name: 'Save' }).click();
  await heading('Weekly report');
  await page.getByText('120 requests a minute').waitFor();
  await page.getByText('203.0.113.0/24').waitFor();
});

test('a domain shows its proofs, and what a look for them found', async () => {
  await visit('/domains');
  await page.getByRole('textbox', { name: 'Domain' }).fill('unproved.example');
  await button('Add domain').click();
  await page.getByText('How to verify unproved.example').click();
  for (const proof of ['the TXT record’s value', 'the meta tag', 'the manifest']) await button(`Copy ${proof}`).waitFor();
  await button('Verify now').click();
  await page.getByRole('list', { name: 'What the last look found' }).getByText('DNS record').waitFor({ timeout: 30_000 });
  await shoot('domain-new');
});

test('somebody is invited, and the invitation withdrawn', async () => {
  await visit('/settings/members');
  await heading('Members');
  await page.getByLabel('E-mail address').fill('otto@harbour-times.example');
  await button('Invite').click();
  await page.getByRole('cell', { name: 'otto@harbour-times.example', exact: true }).waitFor();
  await shoot('members');
  await button('Withdraw the invitation of otto@harbour-times.example').click();
  await page.getByRole('cell', { name: 'otto@harbour-times.example', exact: true }).waitFor({ state: 'detached' });
});

for (const [name, path, title] of [
  ['domains', '/domains', 'Domains'],
  ['sessions', '/settings/sessions', 'Sessions'],
  ['organization-new', '/organizations/new', /organisation/i],
]) {
  test(`${path} opens`, async () => {
    await visit(path);
    await heading(title);
    await shoot(name);
  });
}

test('a site that does not exist says so', async () => {
  await visit('/sites/site_unknown');
  await heading('There is no page here');
  await shoot('not-found');
});

test('signing out ends it', async () => {
  await visit('/');
  await heading('What AI did with your work');
  await page.locator('[popovertarget="account-menu"]').click();
  await button('Sign out').click();
  await heading('Sign in');
  await visit('/settings/api-keys');
  await heading('Sign in');
});
