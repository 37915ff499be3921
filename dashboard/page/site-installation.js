import { html, nothing } from '../lit.js';
import { redraw } from '../redraw.js';
import { lastEventOf } from '../report/last-seen.js';
import { mayWork } from '../session.js';
import { code } from '../view/copy.js';
import { siteSettings } from './site-settings.js';

const LOOK_AGAIN_MILLIS = 5000;

// How the site is wired up: its line of script, and whether it has been heard of. Looks again until it has.
export function siteInstallation(site, { heard, changed }) {
  const settings = siteSettings(site, changed);
  let time;
  let looked = false;
  let timer;
  let closed = false;

  async function look() {
    const before = time;
    if (document.visibilityState === 'visible') time = await lastEventOf(site()).catch(() => time);
    looked = true;
    if (closed) return;
    if (before === null && time) heard();
    if (!time) timer = setTimeout(look, LOOK_AGAIN_MILLIS);
    redraw();
  }

  look();
  return {
    looked: () => looked,
    lastSeen: () => time,
    close: () => ((closed = true), clearTimeout(timer)),
    view: () => html`
      <section class="section">
        <header>
          <h2>Installation</h2>
          <p>Paste this line into the head of every page of ${site().domain}. It loads after your content.</p>
        </header>
        ${code(site().snippet, 'the snippet')}
        ${mayWork() ? html`<div class="more">${settings()}</div>` : nothing}
      </section>
    `,
  };
}
