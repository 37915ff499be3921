import { post } from '../api/identity.js';
import { html } from '../lit.js';
import { redraw } from '../redraw.js';
import { action } from '../resource.js';
import { openDialog } from '../view/dialog.js';
import { failure } from '../view/states.js';
import { expiryField, expiryOf } from './api-key-expiry.js';
import { domainChoice, verifiedDomains } from './domain-choice.js';

// Asks who may read what, and for how long. Answers the new delegation, or undefined.
export function delegationForm() {
  const domains = verifiedDomains();
  let done;

  const grant = action(async (fields) => done(await post('/delegations', wishes(fields))));
  return openDialog((close) => {
    done = close;
    return form({ grant, close, domains: domains.value ?? [] });
  });
}

function wishes(fields) {
  const domains = fields.getAll('domains');
  const expires = expiryOf(fields);
  return {
    grantee_org_id: fields.get('grantee').trim(),
    scopes: ['telemetry:read'],
    ...(domains.length && { domains }),
    ...(expires && { expires_at: expires }),
  };
}

const form = ({ grant, close, domains }) => html`
  <form @submit=${grant.start}>
    <h2 id="dialog-title">Delegate the reading of your telemetry</h2>
    <div class="field">
      <label for="grantee">Id of the other organisation</label>
      <input id="grantee" name="grantee" class="mono" required maxlength="64" autocomplete="off" spellcheck="false" placeholder="org_…" autofocus>
      <p>It is shown to its members under Settings, Organisation. Ask them for it.</p>
    </div>
    ${domainChoice(domains, 'Choose some to let it read about these alone. None chosen means all, also later ones.')}
    ${expiryField(redraw, 'Until', 'I take it back')}
    ${failure(grant.error)}
    <div class="actions">
      <button type="button" @click=${() => close()}>Cancel</button>
      <button class="primary" aria-disabled=${grant.busy}>Delegate</button>
    </div>
  </form>
`;
