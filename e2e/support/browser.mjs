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

// Hits of a browser that says it is headless are kept, but not counted; what a page sends as it is left has the browser's own user agent, whatever its context was told to say.
const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** A browser for the whole test file; `hosts` maps host names to `address:port`. */
export async function useBrowser(hosts = {}) {
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('no Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM');
  const rules = Object.entries(hosts).map(([host, address]) => `MAP ${host} ${address}`);
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      `--user-agent=${USER_AGENT}`,
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
  const context = await browser.newContext(options);
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
