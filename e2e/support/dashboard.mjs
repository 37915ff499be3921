// The dashboard in a browser: a signed-in page, its pictures, and whether everybody can use it.
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage, useBrowser } from './browser.mjs';
import { useDemo } from './server.mjs';

const WIDTHS = [1600, 360];
const TALLEST = 2400;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const album = process.env.SCREENSHOTS === '1'
  ? fileURLToPath(new URL('../../docs/screenshots', import.meta.url))
  : join(tmpdir(), `byline-screenshots-${process.pid}`);

/** A demo and a browser on it. `expected` are the refusals that belong to the walk; any other complaint fails the file. */
export async function useDashboard(expected = () => []) {
  await mkdir(album, { recursive: true });
  const server = await useDemo();
  const browser = await useBrowser();
  const page = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true });
  page.setDefaultTimeout(15_000);
  const known = [`401 ${server.origin}/api/v1/identity/session`, ...expected(server)];
  after(() => assert.deepEqual(page.complaints.filter((complaint) => !known.includes(complaint) && !wasLeft(complaint)), [], 'something went wrong on the pages'));
  return {
    server,
    browser,
    page,
    heading: (name) => page.getByRole('heading', { level: 1, name, exact: typeof name === 'string' }).waitFor(),
    button: (name) => page.getByRole('button', { name }),
    visit: (path) => page.goto(server.origin + path),
    shoot: (name) => shoot(page, name),
    async signIn() {
      await page.goto(server.sign_in_url);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('heading', { level: 1, name: 'What AI did with your work' }).waitFor();
      await page.waitForLoadState('networkidle');
    },
  };
}

/** Whoever goes on to another page lets go of what the last one was still asking for. */
export const wasLeft = (complaint) => complaint.endsWith(' net::ERR_ABORTED');

/** The page as it is now, wide and narrow: nothing may stick out to the right, and nobody may be shut out. */
async function shoot(page, name) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width === 360 ? 780 : 1000 });
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${name} is ${overflow} px too wide at ${width}`);
    assert.deepEqual(await page.evaluate(placesOutOfSight), [], `${name} at ${width} hides where one is`);
    await isForEveryone(page, `${name} at ${width}`);
    const height = Math.min(TALLEST, await page.evaluate(() => document.documentElement.scrollHeight));
    await page.screenshot({ path: join(album, `${name}-${width}.png`), fullPage: true, clip: { x: 0, y: 0, width, height } });
  }
  await page.setViewportSize({ width: WIDTHS[0], height: 1000 });
}

const placesOutOfSight = () =>
  [...document.querySelectorAll('nav [aria-current]')]
    .filter((place) => place.getBoundingClientRect().left < 0 || place.getBoundingClientRect().right > innerWidth)
    .map((place) => place.textContent);

/** No serious barrier that axe can find. */
export async function isForEveryone(page, name) {
  await page.evaluate(axe);
  const barriers = await page.evaluate(
    async (rules) => {
      const { violations } = await globalThis.axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`);
    },
    RULES,
  );
  assert.deepEqual(barriers, [], name);
}
