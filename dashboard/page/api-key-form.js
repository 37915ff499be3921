import { get, post } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { redraw } from '../redraw.js';
import { action, resource } from '../resource.js';
import { organization } from '../session.js';
import { openDialog } from '../view/dialog.js';
import { failure } from '../view/states.js';
import { expiryOf, expiryField } from './api-key-expiry.js';
import { SCOPES, usualScopes } from './api-key-scopes.js';

// Asks what the new key is for and makes it. Answers the key with its secret, or undefined.
export function apiKeyForm() {
  const domains = resource(() => (organization().org_type === 'content_owner' ? get('/domains') : []));
  let done;

  const create = action(async (fields) => done(await post('/api-keys', wishes(fields))));
  return openDialog((close) => {
    done = close;
    return form({ create, close, domains: (domains.value ?? []).filter(({ verified }) => verified) });
  });
}

function wishes(fields) {
  const scopes = fields.getAll('scopes');
  if (!scopes.length) throw Object.assign(new Error('Choose at least one thing the key may do.'), { status: 0 });
  const domains = fields.getAll('domains');
  const addresses = fields.get('allowed_addresses').split(/[\s,]+/).filter(Boolean);
  const expires = expiryOf(fields);
  return {
    name: fields.get('name').trim(),
    scopes,
    ...(domains.length && { domains }),
    ...(addresses.length && { allowed_addresses: addresses }),
    ...(expires && { expires_at: expires }),
  };
}

const form = ({ create, close, domains }) => html`
  <form @submit=${create.start}>
    <h2 id="dialog-title">Generate New Key</h2>
    <div class="field">
      <label for="key-name">Name</label>
      <input id="key-name" name="name" required maxlength="100" autocomplete="off" placeholder="Reporting, production" autofocus>
      <p>Say what uses it and where. You will be glad of it when you have to revoke one.</p>
    </div>
    <fieldset class="field">
      <legend>What it may do</legend>
      <div>${SCOPES.map(scope)}</div>
    </fieldset>
    ${expiryField(redraw)}
    <details class="field">
      <summary>Restrict it further</summary>
      ${domains.length ? domainField(domains) : nothing}
      <div class="field">
        <label for="key-addresses">Allowed addresses</label>
        <textarea id="key-addresses" name="allowed_addresses" rows="2" placeholder="203.0.113.0/24" spellcheck="false"></textarea>
        <p>IP addresses or ranges, one on each line. Empty means from anywhere.</p>
      </div>
    </details>
    ${failure(create.error)}
    <div class="actions">
      <button type="button" @click=${() => close()}>Cancel</button>
      <button class="primary" aria-disabled=${create.busy}>Generate key</button>
    </div>
  </form>
`;

const scope = ([value, label, text]) => html`
  <label class="choice">
    <input type="checkbox" name="scopes" value=${value} ?checked=${usualScopes(organization().org_type).includes(value)}>
    <b>${label}</b>
    <small>${text} <code>${value}</code></small>
  </label>
`;

const domainField = (domains) => html`
  <fieldset class="field">
    <legend>Domains</legend>
    <p>Choose some to limit the key to them. None chosen means all, also later ones.</p>
    <div>${domains.map(({ domain }) => html`<label class="choice"><input type="checkbox" name="domains" value=${domain}><b>${domain}</b></label>`)}</div>
  </fieldset>
`;
