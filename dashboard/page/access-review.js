// The operator's answers to access requests.

import { all, post } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { redraw } from '../redraw.js';
import { resource } from '../resource.js';
import { session } from '../session.js';
import { confirm } from '../view/dialog.js';
import { notify } from '../view/notice.js';
import { empty, show } from '../view/states.js';
import { requestTable } from './access-request-table.js';
import { notFound } from './not-found.js';

const STATUSES = [
  ['pending', 'Waiting'],
  ['approved', 'Approved'],
  ['rejected', 'Not approved'],
];

export function accessReview() {
  if (!session().user.operator) return notFound();
  let status = 'pending';
  const list = resource(() => all('/operator/access-requests', { status }));

  function choose(event) {
    status = event.target.value;
    list.value = undefined;
    list.reload();
    redraw();
  }

  async function settle(request, verb, question) {
    const path = `/operator/access-requests/${encodeURIComponent(request.id)}/${verb}`;
    const settled = await confirm({ ...question, run: (fields) => post(path, verb === 'reject' ? { reason: fields.get('reason').trim() } : {}) });
    if (!settled) return;
    notify(`${request.organization_name} is answered`);
    list.reload();
  }

  const approve = (request) =>
    settle(request, 'approve', {
      title: `Let ${request.organization_name} in?`,
      text: `An organisation is made for it, and ${request.admin_email} becomes its owner and gets a mail.`,
      button: 'Approve',
    });

  const reject = (request) =>
    settle(request, 'reject', {
      title: `Turn ${request.organization_name} down?`,
      text: `${request.admin_email} gets a mail with your reason.`,
      more: reason(),
      button: 'Turn down',
    });

  return { title: () => 'Review of access requests', view: () => page({ list, status, choose, approve, reject }) };
}

const reason = () => html`
  <div class="field">
    <label for="reason">Reason</label>
    <textarea id="reason" name="reason" class="prose" required maxlength="2000" rows="3"></textarea>
  </div>
`;

const page = ({ list, status, choose, approve, reject }) => html`
  <div class="head">
    <div>
      <h1 tabindex="-1">Access requests</h1>
      <p class="measure">Who asks to report as a platform or an agent.</p>
    </div>
    <label class="pick">Show <select @change=${choose}>${STATUSES.map(([value, label]) => html`<option value=${value} ?selected=${value === status}>${label}</option>`)}</select></label>
  </div>
  ${show(list, (items) => (items.length ? requestTable(items, (one) => buttons(one, approve, reject)) : empty('None', 'There is no request like that.')), 3)}
`;

const buttons = (one, approve, reject) =>
  one.status === 'pending'
    ? html`
        <button type="button" class="plain" aria-label="Approve ${one.organization_name}" @click=${() => approve(one)}>Approve</button>
        <button type="button" class="plain danger" aria-label="Turn down ${one.organization_name}" @click=${() => reject(one)}>Turn down</button>
      `
    : nothing;
