// A passkey from set-up to sign-in, with the browser's own authenticator, and the day it turns out to be a copy.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openPage, useBrowser } from './support/browser.mjs';
import { askForLink, operatorLink, useServer } from './support/people.mjs';

const EMAIL = 'operator@localhost';
const server = await useServer();
const page = await openPage(await useBrowser());
page.setDefaultTimeout(15_000);
const heading = (name) => page.getByRole('heading', { name }).first().waitFor();
const inside = () => page.waitForURL((url) => url.pathname !== '/signin');
const button = (name) => page.getByRole('button', { name });

const devtools = await page.context().newCDPSession(page);
await devtools.send('WebAuthn.enable');
const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
  options: {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  },
});

async function signInHalfWay() {
  await page.context().clearCookies();
  await page.goto(await askForLink(server, page, EMAIL));
  await heading('Your second factor');
}

const actions = () =>
  page.evaluate(async () => (await (await fetch('/api/v1/identity/me/audit-log')).json()).items.map(({ action, after }) => [action, after.reason ?? null]));

let recovery;

test('a passkey is set up and its recovery codes are shown once', async () => {
  await page.goto(await operatorLink(server));
  await button('Continue').click();
  await inside();
  await page.goto(`${server.origin}/settings/second-factors`);
  await heading('Second factors');
  await button('Add a passkey…').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Laptop');
  await button('Continue').click();
  await heading('Keep these recovery codes');
  recovery = await page.locator('.once li').allTextContents();
  assert.equal(recovery.length, 10);
  await button('I have stored them').click();
  await page.getByText('Laptop').filter({ visible: true }).first().waitFor();
});

test('the same device is not taken twice', async () => {
  await button('Add a passkey…').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Again');
  await button('Continue').click();
  await page.getByText('already holds a passkey').waitFor();
  await button('Cancel').click();
});

test('signing in takes the passkey after the link', async () => {
  await signInHalfWay();
  await button('Use your passkey').click();
  await inside();
  assert.deepEqual((await actions())[0], ['second_factor.passed', null]);
});

test('a passkey whose counter went back is refused and written down', async () => {
  await signInHalfWay();
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
  await devtools.send('WebAuthn.clearCredentials', { authenticatorId });
  await devtools.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credentials[0], signCount: 0 } });
  await button('Use your passkey').click();
  await page.getByRole('alert').first().waitFor();
  await page.getByLabel('Code').fill(recovery[0]);
  await button('Continue').click();
  await inside();
  assert.deepEqual((await actions()).slice(0, 2), [['recovery_code.used', null], ['second_factor.failed', 'counter']]);
});

test('a factor is renamed and removed, and the link alone signs in again', async () => {
  await page.goto(`${server.origin}/settings/second-factors`);
  await button('Rename Laptop').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Old laptop');
  await button(/^Rename$/).click();
  await button('Remove Old laptop').click();
  await button('Remove it').click();
  await page.getByText('None yet').waitFor();
  await page.context().clearCookies();
  await page.goto(await askForLink(server, page, EMAIL));
  await inside();
});
