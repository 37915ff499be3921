import { get } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { resource } from '../resource.js';
import { organization } from '../session.js';

// Only content owners have domains to prove.
export const verifiedDomains = () =>
  resource(async () => (organization().org_type === 'content_owner' ? (await get('/domains')).filter(({ verified }) => verified) : []));

// Some of the verified domains, or none for all.
export const domainChoice = (domains, hint, chosen = []) =>
  domains.length
    ? html`
        <fieldset class="field">
          <legend>Domains</legend>
          <p>${hint}</p>
          <div>${domains.map(({ domain }) => html`<label class="choice"><input type="checkbox" name="domains" value=${domain} ?checked=${chosen.includes(domain)}><b>${domain}</b></label>`)}</div>
        </fieldset>
      `
    : nothing;
