// One API key: what it is, how it is used, and its end.

import { get } from '../api/identity.js';
import { ledger } from '../chart/ledger.js';
import { html, nothing } from '../lit.js';
import { go } from '../navigation.js';
import { spanOf } from '../report/span.js';
import { usageOn } from '../report/key-usage.js';
import { redraw } from '../redraw.js';
import { resource } from '../resource.js';
import { mayManage } from '../session.js';
import { notify } from '../view/notice.js';
import { show } from '../view/states.js';
import { usageRows } from '../view/usage-rows.js';
import { askToEdit } from './api-key-edit.js';
import { keyFacts } from './api-key-facts.js';
import { askToRevoke } from './api-key-revoke.js';
import { askToRotate } from './api-key-rotate.js';
import { keyAddresses } from './api-key-addresses.js';
import { newApiKey } from './new-api-key.js';
import { notFound } from './not-found.js';

const MONTH = { days: 30, granularity: 'day' };

export function apiKey({ id }) {
  const path = `/api-keys/${encodeURIComponent(id)}`;
  const span = spanOf(MONTH);
  const chart = ledger();
  const found = resource(() => get(path));
  const usage = resource(() => get(`${path}/usage`));
  let successor = null;

  async function edit() {
    const edited = await askToEdit(found.value);
    if (!edited) return;
    found.value = edited;
    redraw();
    notify(`“${edited.name}” is changed`);
  }

  async function rotate() {
    successor = (await askToRotate(found.value)) ?? null;
    if (successor) found.reload();
  }

  async function revoke() {
    if (await askToRevoke(found.value)) found.reload();
  }

  const view = (key) => html`
    <div class="head">
      <div>
        <h1 tabindex="-1">${key.name}</h1>
        ${keyFacts(key)}
      </div>
      ${mayManage() && isLive(key) ? html`<div class="actions"><button type="button" @click=${edit}>Edit…</button><button type="button" @click=${rotate}>Rotate…</button><button type="button" class="danger" @click=${revoke}>Revoke…</button></div>` : nothing}
    </div>
    ${successor ? newApiKey(successor, () => go(`/settings/api-keys/${successor.id}`)) : nothing}
    <div class=${successor ? 'section' : nothing}>
      ${chart({ ...span, busy: usage.busy, groups: [{ title: 'Requests', note: 'Days begin at midnight, UTC', rows: usageRows(usage.value && usageOn(span, usage.value.items)), error: usage.error, again: usage.reload }] })}
    </div>
    ${usage.value ? keyAddresses(usage.value.addresses) : nothing}
  `;

  return {
    title: () => found.value?.name ?? 'API key',
    view: () => (found.error?.status === 404 ? notFound().view() : html`<a class="back" href="/settings/api-keys">All API keys</a>${show(found, view, 6)}`),
  };
}

const isLive = ({ status }) => status === 'active' || status === 'expiring';
