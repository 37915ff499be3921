import { html, nothing } from '../lit.js';
import { mayManage, organization } from '../session.js';
import { code } from '../view/copy.js';
import { settingsHead } from '../view/settings.js';
import { failure, show } from '../view/states.js';
import { organizationSettings } from './organization-settings.js';

export const organizationView = ({ settings, rename, decide, take, bury }) => html`
  ${settingsHead('Organisation', 'What it is called, what it decides about its data, and how to take that data away.')}
  ${mayManage() ? nameForm(rename) : nothing}
  <section class="section">
    <header><h2>Id</h2><p>Others need it to delegate something to you.</p></header>
    ${code(organization().id, 'the id')}
  </section>
  <section class="section">
    <header><h2>Data</h2></header>
    ${show(settings, (current) => organizationSettings(current, decide), 4)}
  </section>
  ${organization().role === 'owner' ? owners(take, bury) : nothing}
`;

const nameForm = (rename) => html`
  <form class="form" @submit=${rename.start}>
    <div class="field">
      <label for="org-name">Name</label>
      <input id="org-name" name="name" required maxlength="100" autocomplete="organization" .value=${organization().name}>
    </div>
    <div class="field">
      <label for="org-slug">Short name</label>
      <input id="org-slug" name="slug" required maxlength="60" pattern="[a-z0-9]([a-z0-9\\-]*[a-z0-9])?" autocapitalize="off" spellcheck="false" .value=${organization().slug}>
      <p>Small letters, digits and hyphens. It names the file of an export.</p>
    </div>
    ${failure(rename.error)}
    <div class="actions"><button class="primary" aria-disabled=${rename.busy}>Save</button></div>
  </form>
`;

const owners = (take, bury) => html`
  <section class="section">
    <header><h2>Take it with you</h2><p>Members, domains, sites, keys without their secrets, delegations, settings and the audit log, as one JSON file. Events are exported where they are shown.</p></header>
    <button type="button" aria-disabled=${take.busy} @click=${take.start}>${take.busy ? 'Preparing…' : 'Export'}</button>
    ${failure(take.error)}
  </section>
  <section class="section">
    <header><h2>Delete the organisation</h2><p>Keys stop at once. For thirty days an owner can take it back.</p></header>
    <button type="button" class="danger" @click=${bury}>Delete organisation…</button>
  </section>
`;
