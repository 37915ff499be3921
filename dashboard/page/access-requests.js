// Asking to be let in as a platform or an agent, and what became of it.

import { all, post } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { action, resource } from '../resource.js';
import { session } from '../session.js';
import { notify } from '../view/notice.js';
import { empty, failure, show } from '../view/states.js';
import { requestTable } from './access-request-table.js';

const KINDS = { platform: 'AI platform', agent: 'AI agent' };

export function accessRequests() {
  const mine = resource(async () => {
    const lists = await Promise.all(Object.keys(KINDS).map((kind) => all(`/${kind}-access-requests`)));
    return lists.flat().sort((a, b) => b.created_at.localeCompare(a.created_at));
  });

  const ask = action(async (fields, form) => {
    const made = await post(`/${fields.get('kind')}-access-requests`, {
      organization_name: fields.get('organization_name').trim(),
      admin_email: fields.get('admin_email').trim(),
      use_case: fields.get('use_case').trim(),
    });
    form.reset();
    mine.value = [made, ...(mine.value ?? [])];
    notify('Your request is on its way to the operator of this server');
  });

  return { title: () => 'Access requests', view: () => page(mine, ask) };
}

const page = (mine, ask) => html`
  <div class="head">
    <div>
      <h1 tabindex="-1">Ask for access</h1>
      <p class="measure">Whoever operates this server reviews platforms and agents before they report. Publishers need no review.</p>
    </div>
    ${session().user.operator ? html`<a class="button" href="/operator/access-requests">Review requests</a>` : nothing}
  </div>
  ${form(ask)}
  <section class="section">
    <header><h2>Your requests</h2></header>
    ${show(mine, (items) => (items.length ? requestTable(items) : empty('None yet', 'What you ask for above is listed here with its answer.')), 2)}
  </section>
`;

const form = (ask) => html`
  <form class="form" @submit=${ask.start}>
    <fieldset class="field">
      <legend>As what</legend>
      <div>${Object.entries(KINDS).map(([kind, label], i) => html`<label class="choice"><input type="radio" name="kind" value=${kind} ?checked=${i === 0}><b>${label}</b></label>`)}</div>
    </fieldset>
    <div class="field">
      <label for="request-name">Name of the organisation</label>
      <input id="request-name" name="organization_name" required maxlength="100" autocomplete="organization">
    </div>
    <div class="field">
      <label for="request-email">E-mail address of its first owner</label>
      <input id="request-email" name="admin_email" type="email" required maxlength="254" value=${session().user.email}>
    </div>
    <div class="field">
      <label for="request-use">What you will report, and why</label>
      <textarea id="request-use" name="use_case" class="prose" required maxlength="2000" rows="4"></textarea>
    </div>
    ${failure(ask.error)}
    <div class="actions"><button class="primary" aria-disabled=${ask.busy}>Send request</button></div>
  </form>
`;
