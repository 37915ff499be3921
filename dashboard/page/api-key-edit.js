import { patch } from '../api/identity.js';
import { html } from '../lit.js';
import { action } from '../resource.js';
import { openDialog } from '../view/dialog.js';
import { failure } from '../view/states.js';
import { nameAndScopes, propertiesOf, restrictions } from './api-key-fields.js';
import { verifiedDomains } from './domain-choice.js';

// Changes what a key is called and may do; the secret stays. Answers the key as it is now, or undefined.
export function askToEdit(key) {
  const domains = verifiedDomains();
  let done;

  const save = action(async (fields) => done(await patch(`/api-keys/${encodeURIComponent(key.id)}`, propertiesOf(fields))));
  return openDialog((close) => {
    done = close;
    return form({ key, save, close, domains: offered(key, domains.value ?? []) });
  });
}

// Also those the key has and the organisation no longer proves, so that saving takes nothing away unasked.
const offered = (key, verified) => [...new Set([...(key.domains ?? []), ...verified.map(({ domain }) => domain)])].map((domain) => ({ domain }));

const form = ({ key, save, close, domains }) => html`
  <form @submit=${save.start}>
    <h2 id="dialog-title">Edit “${key.name}”</h2>
    <p>It applies from the next request on.</p>
    ${nameAndScopes(key)}
    ${restrictions(key, domains)}
    ${failure(save.error)}
    <div class="actions">
      <button type="button" @click=${() => close()}>Cancel</button>
      <button class="primary" aria-disabled=${save.busy}>Save</button>
    </div>
  </form>
`;
