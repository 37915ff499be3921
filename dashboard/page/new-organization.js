import { post } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { go } from '../navigation.js';
import { action } from '../resource.js';
import { organization, switchTo } from '../session.js';
import { notify } from '../view/notice.js';
import { failure } from '../view/states.js';

const TYPES = [
  ['content_owner', 'Publisher', 'You own content, and want to see which AI reads and cites it.'],
  ['platform', 'AI platform', 'You run AI products, and report how they use content.'],
  ['agent', 'AI agent', 'You run a single agent, and report how it uses content.'],
];

export function newOrganization() {
  const create = action(async (fields) => {
    const made = await post('/organizations', { name: fields.get('name').trim(), org_type: fields.get('org_type') });
    await switchTo(made.id);
    go('/');
    notify(`${made.name} is set up`);
  });

  return { title: () => 'New organisation', view: () => form(create) };
}

const form = (create) => html`
  <form class="narrow" @submit=${create.start}>
    <h1 tabindex="-1">${organization() ? 'New organisation' : 'Set up your organisation'}</h1>
    <p>Sites, domains and API keys belong to an organisation, and so do the people who work with them.</p>
    <div class="field">
      <label for="name">Name</label>
      <input id="name" name="name" required maxlength="100" autocomplete="organization">
    </div>
    <fieldset class="field">
      <legend>What it is</legend>
      ${TYPES.map(([value, label, text], i) => html`
        <label class="choice">
          <input type="radio" name="org_type" value=${value} ?checked=${i === 0}>
          <b>${label}</b>
          <small>${text}</small>
        </label>
      `)}
    </fieldset>
    ${failure(create.error)}
    ${create.error?.status === 403 ? html`<p><a href="/access-requests">Ask for access</a></p>` : nothing}
    <div class="actions">
      <button class="primary" aria-disabled=${create.busy}>Create organisation</button>
      ${organization() ? html`<a href="/">Cancel</a>` : nothing}
    </div>
  </form>
`;
