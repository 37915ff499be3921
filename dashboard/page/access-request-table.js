import { html, nothing } from '../lit.js';
import { words } from '../view/format.js';
import { table } from '../view/table.js';
import { day } from '../view/time.js';

// Requests and their answers; `answer` draws the buttons of whoever may give one.
export const requestTable = (items, answer = () => nothing) =>
  table({
    caption: 'Access requests',
    rows: items,
    columns: [
      { label: 'Organisation', cell: ({ organization_name, org_type }) => html`<b>${organization_name}</b><small>${words(org_type)}</small>` },
      { label: 'For what', cell: ({ use_case, admin_email }) => html`<span class="wrap">${use_case}</span><small class="wrap">${admin_email}</small>` },
      { label: 'Asked', cell: ({ created_at }) => day(created_at) },
      { label: 'Status', cell: status },
      { label: 'Answer', quiet: true, kind: 'end', cell: answer },
    ],
  });

function status({ status, reason, reviewed_at }) {
  if (status === 'pending') return html`<span class="mark waiting">Waiting for review</span>`;
  if (status === 'approved') return html`<span class="mark good">Approved, ${day(reviewed_at)}</span>`;
  return html`<span class="mark bad">Not approved, ${day(reviewed_at)}</span>${reason ? html`<small class="wrap">${reason}</small>` : nothing}`;
}
