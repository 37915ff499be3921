// Signing in with a provider that runs as a process of its own, in a browser, over the whole code flow.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage, useBrowser } from './support/browser.mjs';
import { useServer } from './support/people.mjs';
import { freePort } from './support/server.mjs';

const providerPort = await freePort();
const issuer = `http://localhost:${providerPort}`;
const server = await useServer({
  'sign-in.openid.issuer': issuer,
  'sign-in.openid.name': 'Example Login',
  'sign-in.openid.client-id': 'byline',
  'sign-in.openid.client-secret': 'the client and the provider know it',
});
const callback = `${server.origin}/api/v1/identity/auth/openid/callback`;
const script = fileURLToPath(new URL('support/openid-provider.mjs', import.meta.url));
const provider = spawn(process.execPath, [script, String(providerPort), callback], { stdio: ['ignore', 'pipe', 'ignore'] });
after(() => provider.kill());
await once(provider.stdout, 'data');

const browser = await useBrowser();

/** Goes through the provider as somebody; answers the page where that ended. */
async function signInAs(name) {
  const page = await openPage(browser);
  page.setDefaultTimeout(15_000);
  await page.goto(`${server.origin}/signin`);
  await page.getByRole('link', { name: 'Continue with Example Login' }).click();
  await page.waitForURL((url) => url.origin === issuer);
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('whatever');
  await page.locator('button[type=submit]').click();
  await page.locator('form[action*=confirm], button[type=submit]').first().waitFor();
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.origin === server.origin);
  return page;
}

const me = (page) => page.evaluate(async () => (await fetch('/api/v1/identity/me')).json());

test('who the provider vouches for is signed in, and is the same person the next time', async () => {
  const first = await signInAs('jonah');
  await first.getByRole('heading', { level: 1 }).waitFor();
  const person = await me(first);
  assert.equal(person.email, 'jonah@provider.example');
  await first.context().close();
  const again = await signInAs('jonah');
  assert.equal((await me(again)).id, person.id);
  await again.context().close();
});

test('an address the provider has not verified signs nobody in', async () => {
  const page = await signInAs('unverified');
  await page.getByText('Signing in that way did not work').waitFor();
  assert.equal((await me(page)).code, 'SESSION_REQUIRED');
  await page.context().close();
});

test('a state belongs to the browser it was made for', async () => {
  const begun = await fetch(`${server.origin}/api/v1/identity/auth/openid`, { redirect: 'manual' });
  const asked = new URL(begun.headers.get('location'));
  assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
  const back = `${callback}?code=x&state=${asked.searchParams.get('state')}`;
  const finished = await fetch(back, { redirect: 'manual' });
  assert.equal(finished.headers.get('location'), '/signin#error=provider');
});
