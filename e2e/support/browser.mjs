// Headless Chromium, as Debian packages it.
import { existsSync } from 'node:fs';
import { after } from 'node:test';
import { chromium } from 'playwright-core';

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A browser for the whole test file; `hosts` maps host names to `address:port`. */
export async function useBrowser(hosts = {}) {
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('no Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM');
  const rules = Object.entries(hosts).map(([host, address]) => `MAP ${host} ${address}`);
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
      `--host-resolver-rules=${rules.join(',')}`,
    ],
  });
  after(() => browser.close());
  return browser;
}

/** A fresh profile, which collects in `complaints` what goes wrong on its page: errors, and requests that are refused. */
export async function openPage(browser, options) {
  const context = await browser.newContext({ userAgent: await likePeople(browser), ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('requestfailed', (request) => page.complaints.push(`${request.url()} ${request.failure().errorText}`));
  page.on('response', (response) => response.status() >= 400 && page.complaints.push(`${response.status()} ${response.url()}`));
  page.on('console', (message) => {
    const reportedAbove = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !reportedAbove) page.complaints.push(message.text());
  });
  return page;
}

/** Hits of a browser that says it is headless are kept, but not counted. */
async function likePeople(browser) {
  const page = await browser.newPage();
  const userAgent = await page.evaluate(() => navigator.userAgent);
  await page.close();
  return userAgent.replace('HeadlessChrome', 'Chrome');
}
