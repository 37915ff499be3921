import { html, nothing } from '../lit.js';

const DAY_MILLIS = 86_400_000;
const CHOICES = [
  ['', 'Never'],
  ['30', 'In 30 days'],
  ['90', 'In 90 days'],
  ['365', 'In a year'],
  ['date', 'On a date…'],
];

// When something stops by itself. Choosing a date shows the field for it.
export const expiryField = (changed, title = 'It expires', never = 'Never') => html`
  <div class="field">
    <label for="key-expiry">${title}</label>
    <select id="key-expiry" name="expiry" @change=${changed}>${CHOICES.map(([value, label]) => html`<option value=${value}>${value ? label : never}</option>`)}</select>
  </div>
  ${document.getElementById('key-expiry')?.value === 'date' ? dateField() : nothing}
`;

const dateField = () => html`
  <div class="field">
    <label for="key-expiry-date">Last day it works</label>
    <input id="key-expiry-date" name="expiry_date" type="date" required min=${new Date().toISOString().slice(0, 10)}>
  </div>
`;

// The moment the form asks for, or null for never. A date is meant to its end, where the person is.
export function expiryOf(fields) {
  const choice = fields.get('expiry');
  if (!choice) return null;
  if (choice === 'date') return new Date(`${fields.get('expiry_date')}T23:59:59`).toISOString();
  return new Date(Date.now() + Number(choice) * DAY_MILLIS).toISOString();
}
