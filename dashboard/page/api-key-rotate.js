import { post } from '../api/identity.js';
import { html } from '../lit.js';
import { confirm } from '../view/dialog.js';
import { keyHint } from './api-key-hint.js';

const OVERLAPS = [
  ['0', 'Stops at once'],
  ['3600', 'Works for another hour'],
  ['86400', 'Works for another day'],
  ['604800', 'Works for another week'],
];

// Asks how long the old key may live on, and makes its successor. Answers that, with its secret, or undefined.
export async function askToRotate(key) {
  let successor;
  await confirm({
    title: `Rotate “${key.name}”?`,
    text: html`You get a new key with the same rights, shown once. What becomes of <code>${keyHint(key)}</code>?`,
    more: overlap(),
    button: 'Rotate key',
    run: async (fields) => {
      successor = await post(`/api-keys/${encodeURIComponent(key.id)}/rotate`, { overlap_seconds: Number(fields.get('overlap')) });
    },
  });
  return successor;
}

const overlap = () => html`
  <div class="field">
    <label for="overlap">The old key</label>
    <select id="overlap" name="overlap">${OVERLAPS.map(([value, label]) => html`<option value=${value} ?selected=${value === '86400'}>${label}</option>`)}</select>
  </div>
`;
