import { post } from '../api/identity.js';
import { html } from '../lit.js';
import { redraw } from '../redraw.js';
import { action } from '../resource.js';
import { openDialog } from '../view/dialog.js';
import { failure } from '../view/states.js';
import { expiryField, expiryOf } from './api-key-expiry.js';
import { nameAndScopes, propertiesOf, restrictions } from './api-key-fields.js';
import { verifiedDomains } from './domain-choice.js';

// Asks what the new key is for and makes it. Answers the key with its secret, or undefined.
export function apiKeyForm() {
  const domains = verifiedDomains();
  let done;

  const create = action(async (fields) => {
    const expires = expiryOf(fields);
    done(await post('/api-keys', { ...propertiesOf(fields), ...(expires && { expires_at: expires }) }));
  });
  return openDialog((close) => {
    done = close;
    return form({ create, close, domains: domains.value ?? [] });
  });
}

const form = ({ create, close, domains }) => html`
  <form @submit=${create.start}>
    <h2 id="dialog-title">Generate New Key</h2>
    ${nameAndScopes(null)}
    ${expiryField(redraw)}
    ${restrictions(null, domains)}
    ${failure(create.error)}
    <div class="actions">
      <button type="button" @click=${() => close()}>Cancel</button>
      <button class="primary" aria-disabled=${create.busy}>Generate key</button>
    </div>
  </form>
`;
