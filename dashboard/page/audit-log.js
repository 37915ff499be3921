import { get } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { changesOf } from '../report/changes.js';
import { pagedResource } from '../resource.js';
import { mayManage } from '../session.js';
import { moment, words } from '../view/format.js';
import { settingsHead } from '../view/settings.js';
import { empty, show } from '../view/states.js';
import { moreButton, table } from '../view/table.js';

const PAGE = 50;

// Who changed what in the organisation, and from where; newest first.
export function auditLog() {
  const list = mayManage() ? pagedResource(load) : null;
  return { title: () => 'Audit log', view: () => page(list) };
}

async function load(cursor) {
  const answer = await get('/audit-log', { cursor, limit: PAGE });
  return { items: answer.items, next: answer.next_cursor };
}

const page = (list) => html`
  ${settingsHead('Audit log', 'Every change to this organisation, with who made it and from where. Entries are chained, so that none can be altered or taken out unnoticed.')}
  ${list
    ? show(list, ({ items }) => (items.length ? html`${rows(items)}${moreButton(list)}` : empty('Nothing was changed yet', 'What members do here is listed as they do it.')), 6)
    : empty('Not for your role', 'The owners and admins of this organisation can read it.')}
`;

const rows = (items) =>
  table({
    caption: 'Audit log',
    rows: items,
    columns: [
      { label: 'What', cell: ({ action, subject }) => html`<b>${nameOf(action)}</b><small class="mono wrap">${subject}</small>` },
      { label: 'Who', cell: who },
      { label: 'Change', cell: ({ before, after }) => changes(changesOf(before, after)) },
      { label: 'When', cell: ({ at, number }) => html`<time class="nowrap" datetime=${at}>${moment(at)}</time><small>No. ${number}</small>` },
    ],
  });

// `api_key.revoked` → `API key revoked`
const nameOf = (action) => words(action.replace('.', ' ')).replace(/^Api /, 'API ');

const NOT_PEOPLE = { console: 'The console of the server', server: 'The server', holder: 'The holder of the key' };

const who = ({ actor, actor_email, address }) => html`
  <span class="wrap">${actor_email ?? NOT_PEOPLE[actor] ?? actor}</span>
  ${address ? html`<small class="mono">${address}</small>` : nothing}
`;

const changes = (list) =>
  list.length
    ? html`<ul class="changes">${list.map(({ name, before, after }) => html`
        <li><span class="soft">${words(name)}:</span> ${before === undefined ? nothing : html`<del>${before}</del> `}${after === undefined ? nothing : html`<ins>${after}</ins>`}</li>
      `)}</ul>`
    : '–';
