// The pages of Telemetry: stages, agents and events.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { useDashboard } from './support/dashboard.mjs';

const { server, page, heading, button, visit, shoot, signIn } = await useDashboard();
await signIn();

test('one line leads from the fetch to the conversion', async () => {
  await visit('/telemetry/stages?period=7');
  await heading('From fetch to reader');
  const line = page.locator('.journey');
  for (const stage of ['Fetched', 'Grounded', 'Cited', 'Presented', 'Clicked', 'Visited', 'Converted']) await line.getByText(stage).waitFor();
  await shoot('stages');
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot('stages-dark');
  await page.emulateMedia({ colorScheme: null });
});

test('agents stand beside what the publisher saw of them, with their events', async () => {
  await visit('/telemetry/agents?period=7');
  await heading('Who reports what they read');
  await page.getByRole('cell', { name: /Seen by you|GPTBot/ }).first().waitFor();
  await shoot('agents');
  await page.getByRole('link', { name: /^Events of/ }).first().click();
  await heading('Events');
  assert.match(new URL(page.url()).search, /(agent_id|bot)=/);
  await page.getByRole('row').nth(1).waitFor();
});

test('events are filtered, the filter stays in the address, and they come as a file', async () => {
  await visit('/telemetry/events?period=7');
  await heading('Events');
  await page.getByLabel('Event', { exact: true }).selectOption('content_cited');
  await page.waitForURL(/event_type=content_cited/);
  await page.getByRole('cell', { name: /Cited/ }).first().waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('tbody tr td:first-child b')].every(({ textContent }) => textContent === 'Cited'));
  await page.getByText('Nothing says it was a source').first().waitFor();
  await shoot('events');
  const [file] = await Promise.all([page.waitForEvent('download'), button('CSV').click()]);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  assert.match(lines[0], /event_type.*uncorroborated$/);
  assert.ok(lines.some((line) => line.endsWith(',true')) && lines.some((line) => line.endsWith(',false')));
  assert.ok(lines.length > 1 && lines.slice(1).every((line) => line.includes('content_cited')));
  await page.reload();
  assert.equal(await page.getByLabel('Event', { exact: true }).inputValue(), 'content_cited');
  await page.getByLabel('Agent', { exact: true }).fill('nobody');
  await page.getByLabel('Agent', { exact: true }).press('Tab');
  await page.getByText('No such event in this period').waitFor();
});
