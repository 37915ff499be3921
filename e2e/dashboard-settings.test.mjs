// The pages of Settings and the access requests, as an owner and as the operator walk through them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { call, expect } from './support/api.mjs';
import { useDashboard } from './support/dashboard.mjs';

const IDENTITY = '/api/v1/identity';
const { server, page, heading, button, visit, shoot, signIn } = await useDashboard();
await signIn();

test('the audit log says who changed what, page by page', async () => {
  for (let i = 0; i < 60; i++) {
    await expect(200, server, 'PATCH', `${IDENTITY}/me`, { bearer: server.session_tokens.owner, body: { name: 'Edith' } });
    await expect(200, server, 'PATCH', `${IDENTITY}/organizations/${server.organizations.owner}`, { bearer: server.session_tokens.owner, body: { name: `The Harbour Times ${i}` } });
  }
  await expect(200, server, 'PATCH', `${IDENTITY}/organizations/${server.organizations.owner}`, { bearer: server.session_tokens.owner, body: { name: 'The Harbour Times' } });
  await visit('/settings/audit-log');
  await heading('Audit log');
  await page.getByRole('cell', { name: /publisher@/ }).first().waitFor();
  await page.getByText('The Harbour Times 59').first().waitFor();
  await shoot('audit-log');
  const before = await page.getByRole('row').count();
  await button('Show more').click();
  await page.waitForFunction((rows) => document.querySelectorAll('tbody tr').length > rows, before);
});

test('telemetry is delegated to another organisation, and taken back', async () => {
  await visit('/settings/delegations');
  await heading('Delegations');
  await page.getByText('Nobody else reads your telemetry').waitFor();
  await button('Delegate…').click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Id of the other organisation').fill(server.organizations.platform);
  await shoot('delegation-form');
  await form.getByRole('button', { name: 'Delegate' }).click();
  await page.getByRole('cell', { name: /Harbour Assistant/ }).first().waitFor();
  await shoot('delegations');
  const summary = () => call(server, 'GET', `/content-owners/summary?delegated_from=${server.organizations.owner}`, { key: server.api_keys.platform });
  assert.equal((await summary()).status, 200);
  await button('Take back: Harbour Assistant').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await page.getByText(/Taken back/).waitFor();
  assert.equal((await summary()).status, 403);
});

test('a delegation to nobody is refused in the form', async () => {
  await button('Delegate…').click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Id of the other organisation').fill('org_nobody');
  await form.getByRole('button', { name: 'Delegate' }).click();
  await form.getByRole('alert').getByText('There is no such other organisation').waitFor();
  await form.getByRole('button', { name: 'Cancel' }).click();
  page.complaints.splice(0, page.complaints.length, ...page.complaints.filter((one) => !one.startsWith('404 ')));
});

test('a prefix is claimed, not proved, and removed', async () => {
  await visit('/settings/identifiers');
  await heading('Identifiers');
  await page.getByText('No prefix yet').waitFor();
  await page.getByLabel('Prefix', { exact: true }).fill('isbn:978-1-4028-');
  await button('Add prefix').click();
  await page.getByText('Not in the manifest').waitFor({ timeout: 30_000 });
  await shoot('identifiers');
  await button('Remove isbn:978-1-4028-').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove prefix' }).click();
  await page.getByText('No prefix yet').waitFor();
});

test('a manifest is published for a domain, corrected first, and withdrawn', async () => {
  await visit('/domains');
  await page.getByRole('link', { name: `Manifest of ${server.site.domain}` }).click();
  await heading(`Manifest of ${server.site.domain}`);
  const editor = page.getByLabel('A manifest to begin with');
  const sample = await editor.inputValue();
  await editor.fill(sample.replace('"1.0"', '"9.9"'));
  await button('Publish').click();
  await page.getByRole('alert').first().waitFor();
  await editor.fill(sample);
  await button('Publish').click();
  await page.getByText(`The manifest of ${server.site.domain} is published`).waitFor();
  await shoot('manifest');
  const published = await expect(200, server, 'GET', `/manifests/${server.site.domain}`);
  assert.deepEqual(published, JSON.parse(sample));
  await button('Withdraw…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText('The manifest is withdrawn').waitFor();
  await expect(404, server, 'GET', `/manifests/${server.site.domain}`);
  page.complaints.splice(0, page.complaints.length, ...page.complaints.filter((one) => !/^40[04] \S+\/manifest$/.test(one)));
});

test('an organisation is renamed, decides about its data, and takes it away', async () => {
  await visit('/settings/organization');
  await heading('Organisation');
  await page.getByLabel('Name', { exact: true }).fill('The Harbour Times & Post');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('The organisation is renamed').waitFor();
  await page.getByLabel('Be named in click look-ups').check();
  await page.getByLabel('Days that events are kept').fill('365');
  await page.getByLabel('Time zone').selectOption('Europe/Berlin');
  await page.getByLabel('What is kept of conversations').selectOption('intent');
  await button('Save settings').click();
  await page.getByText('The settings are saved').waitFor();
  await shoot('organization');
  const settings = await expect(200, server, 'GET', `${IDENTITY}/organizations/${server.organizations.owner}/settings`, { bearer: server.session_tokens.owner });
  assert.deepEqual(settings, {
    share_sessions_via_click_tokens: false,
    visible_in_click_token_lookups: true,
    contributing_source_disclosure: false,
    retention_days: 365,
    time_zone: 'Europe/Berlin',
    privacy_floor: 'intent',
  });
  const [file] = await Promise.all([page.waitForEvent('download'), button('Export').click()]);
  const taken = JSON.parse(await readFile(await file.path(), 'utf8'));
  assert.equal(taken.organization.name, 'The Harbour Times & Post');
  assert.ok(taken.audit_log.length > 60);
});

test('a deleted organisation stops its keys, and comes back', async () => {
  const answer = () => call(server, 'GET', '/content-owners/summary', { key: server.api_keys.owner });
  await button('Delete organisation…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete organisation' }).click();
  await heading('The organisation is deleted');
  await shoot('organization-deleted');
  assert.equal((await answer()).status, 401);
  await button('Restore it').click();
  await heading('Organisation');
  assert.equal((await answer()).status, 200);
});

test('a person changes the name others see', async () => {
  await visit('/settings/profile');
  await heading('Profile');
  await page.getByLabel('Name').fill('Edith Marlow');
  await button('Save').click();
  await page.getByText('Your name is changed').waitFor();
  await shoot('profile');
  await visit('/settings/members');
  await page.getByRole('cell', { name: /Edith Marlow/ }).waitFor();
});

test('whoever asks for access gets an answer from the operator', async () => {
  await visit('/access-requests');
  await heading('Ask for access');
  for (const name of ['Pier Search', 'Wharf Bot']) {
    await page.getByLabel('Name of the organisation').fill(name);
    await page.getByLabel('What you will report, and why').fill('We answer questions about ports and report what we read.');
    await button('Send request').click();
    await page.getByRole('cell', { name: new RegExp(name) }).first().waitFor();
  }
  await shoot('access-requests');
  await page.getByRole('link', { name: 'Review requests' }).click();
  await heading('Access requests');
  await shoot('access-review');
  await button('Approve Pier Search').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Pier Search is answered').waitFor();
  await button('Turn down Wharf Bot').click();
  await page.getByRole('dialog').getByLabel('Reason').fill('Please say which content it reads.');
  await page.getByRole('dialog').getByRole('button', { name: 'Turn down' }).click();
  await page.getByText('There is no request like that').waitFor();
  await visit('/access-requests');
  await page.getByText(/^Approved/).waitFor();
  await page.getByText('Please say which content it reads.').waitFor();
});
