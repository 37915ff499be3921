// Letting other organisations read one's telemetry, and what others let this one read.

import { all, remove } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { resource } from '../resource.js';
import { mayManage, organization } from '../session.js';
import { confirm } from '../view/dialog.js';
import { notify } from '../view/notice.js';
import { settingsHead } from '../view/settings.js';
import { empty, show } from '../view/states.js';
import { table } from '../view/table.js';
import { day } from '../view/time.js';
import { delegationForm } from './delegation-form.js';

export function delegations() {
  const owns = organization().org_type === 'content_owner';
  const granted = resource(() => (owns ? all('/delegations', { direction: 'granted' }) : []));
  const received = resource(() => all('/delegations', { direction: 'received' }));

  async function grant() {
    const made = await delegationForm();
    if (!made) return;
    notify(`${made.grantee_name} may read now`);
    granted.reload();
  }

  async function revoke({ id, grantee_name }) {
    const revoked = await confirm({
      title: `Take the delegation to ${grantee_name} back?`,
      text: 'Its keys read nothing of yours any more, from the next request on.',
      button: 'Take it back',
      run: () => remove(`/delegations/${encodeURIComponent(id)}`),
    });
    if (!revoked) return;
    notify(`${grantee_name} reads nothing of yours any more`);
    granted.reload();
  }

  return { title: () => 'Delegations', view: () => page({ owns, granted, received, grant, revoke }) };
}

const page = ({ owns, granted, received, grant, revoke }) => html`
  ${settingsHead('Delegations', 'Whom you let read what is reported about your content, and whose reports you may read.', owns && mayManage() ? html`<button type="button" class="primary" @click=${grant}>Delegate…</button>` : nothing)}
  ${owns ? section('Granted', show(granted, (items) => (items.length ? rows('Granted', items, revoke) : noneGranted()), 2)) : nothing}
  ${section('Received', show(received, (items) => (items.length ? rows('Received', items) : noneReceived()), 2))}
`;

const section = (title, content) => html`<section class="section"><header><h2>${title}</h2></header>${content}</section>`;

const noneGranted = () => empty('Nobody else reads your telemetry', 'Delegate to an agency or a partner, and its own keys can read your reports until you take that back.');
const noneReceived = () => empty('Nothing was delegated to you', html`A content owner needs the id of your organisation for it: <code>${organization().id}</code>`);

const rows = (title, items, revoke) =>
  table({
    caption: title,
    rows: items,
    gone: ({ status }) => status !== 'active',
    columns: [
      { label: revoke ? 'To' : 'From', cell: (one) => party(revoke ? one.grantee_name : one.grantor_name, revoke ? one.grantee_org_id : one.grantor_org_id) },
      { label: 'Domains', cell: ({ domains }) => html`<span class="wrap">${domains ? domains.join(', ') : 'All, also later ones'}</span>` },
      { label: 'Status', cell: status },
      { label: 'Since', cell: ({ created_at }) => day(created_at) },
      { label: 'Take back', quiet: true, kind: 'end', cell: (one) => takeBack(one, revoke) },
    ],
  });

const party = (name, id) => html`<b>${name ?? 'An organisation that is gone'}</b><small class="mono wrap">${id}</small>`;

function status({ status, expires_at, revoked_at }) {
  if (status === 'revoked') return html`Taken back, ${day(revoked_at)}`;
  if (status === 'expired') return html`Ended, ${day(expires_at)}`;
  return html`<span class="mark good">${expires_at ? html`Until ${day(expires_at)}` : 'Active'}</span>`;
}

const takeBack = (one, revoke) =>
  revoke && mayManage() && one.status === 'active'
    ? html`<button type="button" class="plain danger" aria-label="Take back: ${one.grantee_name}" @click=${() => revoke(one)}>Take back</button>`
    : nothing;
