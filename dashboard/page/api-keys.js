import { all } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { redraw } from '../redraw.js';
import { resource } from '../resource.js';
import { mayManage } from '../session.js';
import { settingsHead } from '../view/settings.js';
import { empty, show } from '../view/states.js';
import { apiKeyForm } from './api-key-form.js';
import { askToRevoke } from './api-key-revoke.js';
import { apiKeyTable } from './api-key-table.js';
import { newApiKey } from './new-api-key.js';

export function apiKeys() {
  const list = resource(() => all('/api-keys'));
  let minted = null;

  async function generate() {
    const made = await apiKeyForm();
    if (!made) return;
    const { key, ...item } = made;
    minted = { ...item, key };
    list.value = [item, ...(list.value ?? [])];
    redraw();
    queueMicrotask(() => document.getElementById('new-key')?.focus());
  }

  function putAway() {
    minted = null;
    redraw();
    queueMicrotask(() => document.querySelector('h1').focus());
  }

  async function revoke(key) {
    const revoked = await askToRevoke(key);
    if (revoked) replace(revoked);
  }

  function replace(item) {
    list.value = list.value.map((key) => (key.id === item.id ? item : key));
    if (minted?.id === item.id) minted = null;
    redraw();
  }

  return { title: () => 'API Keys', view: () => page({ list, minted, generate, putAway, revoke }) };
}

const page = ({ list, minted, generate, putAway, revoke }) => html`
  ${settingsHead('API Keys', 'For programs that read your reports or send telemetry. A key is shown once, works until it is revoked, and never gives access to this dashboard.', generateButton(generate))}
  ${minted ? newApiKey(minted, putAway) : nothing}
  <section class=${minted ? 'section' : nothing} aria-label="Your keys">
    ${show(list, (keys) => (keys.length ? apiKeyTable(keys, revoke) : none()), 4)}
  </section>
`;

const generateButton = (generate) => (mayManage() ? html`<button type="button" class="primary" @click=${generate}>Generate New Key</button>` : nothing);

const none = () =>
  empty('No key yet', mayManage() ? 'Generate one for each program that needs access, so that each can be revoked by itself.' : 'An owner or admin of this organisation can generate one.');
