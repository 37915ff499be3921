// A server with nobody on it yet, and the ways people come in.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { freePort, Process } from './server.mjs';

/** `./byline serve` on a new folder with these settings, stopped when the test file has ended. Mails are in its log. */
export async function useServer(settings = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'byline-e2e-'));
  const port = await freePort();
  const config = join(folder, 'byline.conf');
  await writeFile(config, Object.entries(settings).map(([key, value]) => `${key} = ${value}\n`).join(''));
  const process = new Process('serve', '--port', String(port), '--data', join(folder, 'data'), '--config', config);
  after(async () => {
    await process.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const origin = `http://localhost:${port}`;
  await process.until(() => fetch(`${origin}/ready`).then((answer) => answer.ok, () => false));
  return { origin, process };
}

/** The link by which the first person becomes the operator. */
export const operatorLink = (server) => link(server, 0);

/** How much the server has said so far; what it mails next comes after. */
export const mark = (server) => server.process.errors.length;

/** The first sign-in link the server has printed or mailed since a mark. */
export const link = (server, since) =>
  server.process.until(() => server.process.errors.slice(since).match(/http:\S+\/signin#token=\w+(?=\s)/)?.[0], 10_000);

/** Asks for a link on the sign-in page and answers it. */
export async function askForLink(server, page, email) {
  const since = mark(server);
  await page.goto(`${server.origin}/signin`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  return link(server, since);
}
