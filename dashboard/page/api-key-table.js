import { html, nothing } from '../lit.js';
import { mayManage } from '../session.js';
import { plural } from '../view/format.js';
import { table } from '../view/table.js';
import { day, since } from '../view/time.js';
import { keyHint } from './api-key-hint.js';
import { keyStatus } from './api-key-status.js';

// Keys that work, and below, folded, those that no longer do.
export function apiKeyTable(keys, revoke) {
  const live = keys.filter(({ status }) => status === 'active' || status === 'expiring');
  const dead = keys.filter((key) => !live.includes(key));
  return html`
    ${live.length ? rows('API keys', live, revoke) : html`<p class="empty">No key works at the moment.</p>`}
    ${dead.length ? html`<details class="section"><summary>${plural(dead.length, 'revoked or expired key')}</summary>${rows('Revoked and expired keys', dead)}</details>` : nothing}
  `;
}

const rows = (caption, keys, revoke) =>
  table({
    caption,
    rows: keys,
    columns: [
      { label: 'Name', cell: ({ id, name }) => html`<a class="subject" href="/settings/api-keys/${id}">${name}</a>` },
      { label: 'Key', cell: (key) => html`<code class="nowrap">${keyHint(key)}</code>` },
      { label: 'Scopes', cell: scopesOf },
      { label: 'Created', cell: ({ created_at }) => day(created_at) },
      { label: 'Last used', cell: lastUsed },
      { label: 'Status', cell: keyStatus },
      ...(revoke && mayManage() ? [{ label: 'Revoke', quiet: true, kind: 'end', cell: (key) => revokeButton(key, revoke) }] : []),
    ],
  });

const scopesOf = ({ scopes, domains }) => html`
  ${scopes.map((scope) => html`<code class="scope">${scope}</code> `)}
  ${domains ? html`<small>for ${domains.join(', ')}</small>` : nothing}
`;

const lastUsed = ({ last_used_at, last_used_address }) =>
  last_used_at ? html`${since(last_used_at)}<small>${last_used_address ? `from ${last_used_address}` : ''}</small>` : html`<span class="soft">Never</span>`;

const revokeButton = (key, revoke) => html`
  <button type="button" class="plain danger" aria-label="Revoke ${key.name}" @click=${() => revoke(key)}>Revoke</button>
`;
