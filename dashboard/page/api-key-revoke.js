import { post } from '../api/identity.js';
import { html } from '../lit.js';
import { confirm } from '../view/dialog.js';
import { notify } from '../view/notice.js';
import { keyHint } from './api-key-hint.js';

// Asks, naming the key, and revokes it. Answers the key as it is then, or undefined.
export async function askToRevoke(key) {
  let revoked;
  await confirm({
    title: `Revoke “${key.name}”?`,
    text: html`Whatever still uses <code>${keyHint(key)}</code> is refused from the next request on. This cannot be undone.`,
    more: reason(),
    button: 'Revoke key',
    run: async (fields) => {
      revoked = await post(`/api-keys/${encodeURIComponent(key.id)}/revoke`, { reason: fields.get('reason').trim() });
    },
  });
  if (revoked) notify(`“${key.name}” is revoked`);
  return revoked;
}

const reason = () => html`
  <div class="field">
    <label for="reason">Reason <span class="soft">(optional, for your records)</span></label>
    <input id="reason" name="reason" maxlength="200" autocomplete="off">
  </div>
`;
