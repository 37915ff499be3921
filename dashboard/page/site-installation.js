import { remove } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { go } from '../navigation.js';
import { redraw } from '../redraw.js';
import { lastEventOf } from '../report/last-seen.js';
import { mayManage } from '../session.js';
import { code } from '../view/copy.js';
import { confirm } from '../view/dialog.js';
import { notify } from '../view/notice.js';

const LOOK_AGAIN_MILLIS = 5000;

// How the site is wired up: its line of script, whether it has been heard of, and how to let go of it.
export function siteInstallation(place, whenHeard) {
  let time;
  let looked = false;
  let timer;
  let closed = false;

  async function look() {
    const before = time;
    if (document.visibilityState === 'visible') time = await lastEventOf(place).catch(() => time);
    looked = true;
    if (closed) return;
    if (before === null && time) whenHeard();
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
          <p>Paste this line into the head of every page of ${place.domain}. It loads after your content.</p>
        </header>
        ${code(place.snippet, 'the snippet')}
        ${mayManage() ? html`<div class="actions">${letGo(place)}</div>` : nothing}
      </section>
    `,
  };
}

const letGo = (place) => html`<button type="button" class="danger compact" @click=${() => askToRemove(place)}>Remove site…</button>`;

async function askToRemove(place) {
  const removed = await confirm({
    title: `Remove ${place.domain}?`,
    text: 'Its site key stops working at once: pages that still carry the snippet are no longer counted. This cannot be undone.',
    button: 'Remove site',
    run: () => remove(`/sites/${encodeURIComponent(place.id)}`),
  });
  if (!removed) return;
  go('/sites');
  notify(`${place.domain} is removed`);
}
