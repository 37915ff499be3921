import { html } from '../lit.js';
import { organization } from '../session.js';
import { SCOPES, usualScopes } from './api-key-scopes.js';
import { domainChoice } from './domain-choice.js';

// What can be chosen about a key, new or not, and what was chosen.

export const nameAndScopes = (key) => html`
  <div class="field">
    <label for="key-name">Name</label>
    <input id="key-name" name="name" required maxlength="100" autocomplete="off" placeholder="Reporting, production" autofocus .value=${key?.name ?? ''}>
    <p>Say what uses it and where. You will be glad of it when you have to revoke one.</p>
  </div>
  <fieldset class="field">
    <legend>What it may do</legend>
    <div>${SCOPES.map((one) => scope(one, key?.scopes ?? usualScopes(organization().org_type)))}</div>
  </fieldset>
`;

export const restrictions = (key, domains) => html`
  <details class="field" ?open=${Boolean(key)}>
    <summary>Restrict it further</summary>
    ${domainChoice(domains, 'Choose some to limit the key to them. None chosen means all, also later ones.', key?.domains ?? [])}
    <div class="field">
      <label for="key-addresses">Allowed addresses</label>
      <textarea id="key-addresses" name="allowed_addresses" rows="2" placeholder="203.0.113.0/24" spellcheck="false" .value=${key?.allowed_addresses?.join('\n') ?? ''}></textarea>
      <p>IP addresses or ranges, one on each line. Empty means from anywhere.</p>
    </div>
    <div class="field">
      <label for="key-limit">Requests a minute</label>
      <input id="key-limit" name="requests_per_minute" type="number" min="1" max="6000000" placeholder="As many as this server allows" .value=${String(key?.requests_per_minute ?? '')}>
    </div>
  </details>
`;

const scope = ([value, label, text], chosen) => html`
  <label class="choice">
    <input type="checkbox" name="scopes" value=${value} ?checked=${chosen.includes(value)}>
    <b>${label}</b>
    <small>${text} <code>${value}</code></small>
  </label>
`;

// Null stands for no restriction.
export function propertiesOf(fields) {
  const scopes = fields.getAll('scopes');
  if (!scopes.length) throw Object.assign(new Error('Choose at least one thing the key may do.'), { status: 0 });
  const some = (list) => (list.length ? list : null);
  return {
    name: fields.get('name').trim(),
    scopes,
    domains: some(fields.getAll('domains')),
    allowed_addresses: some(fields.get('allowed_addresses').split(/[\s,]+/).filter(Boolean)),
    requests_per_minute: Number(fields.get('requests_per_minute')) || null,
  };
}
