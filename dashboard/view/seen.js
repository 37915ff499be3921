import { html } from '../lit.js';
import { since } from './time.js';

// When a site was last heard of: a time, null for never, undefined while that is being asked.
export function seen(time) {
  if (time === undefined) return html`<span class="mark soft">Checking…</span>`;
  if (time === null) return html`<span class="mark waiting">Waiting for the first hit</span>`;
  return html`<span class="mark good">Last seen ${since(time)}</span>`;
}
