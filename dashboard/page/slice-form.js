import { html } from '../lit.js';

const TYPES = [
  ['', 'Any'],
  ['bot', 'Bot visits'],
  ['referral', 'Referrals'],
  ['view', 'Page views'],
  ['conversion', 'Conversions'],
];

const WORDS = [
  ['bot', 'Bot', 'GPTBot'],
  ['source', 'AI source', 'chatgpt'],
  ['path', 'Path', '/sale/*'],
  ['origin', 'Sending page’s host', 'www.example.com'],
];

// The days and what the events have in common; besides the days, at least one of them.
export const sliceForm = (take, today) => html`
  <form @submit=${take.start}>
    <div class="filters">
      <div class="field"><label for="slice-start">First day</label><input id="slice-start" name="start" type="date" required value=${today}></div>
      <div class="field"><label for="slice-end">Last day</label><input id="slice-end" name="end" type="date" required value=${today}></div>
      <div class="field">
        <label for="slice-type">Events</label>
        <select id="slice-type" name="type">${TYPES.map(([value, label]) => html`<option value=${value}>${label}</option>`)}</select>
      </div>
      ${WORDS.map(([name, label, hint]) => html`<div class="field"><label for="slice-${name}">${label}</label><input id="slice-${name}" name=${name} maxlength="2048" autocomplete="off" spellcheck="false" placeholder=${hint}></div>`)}
    </div>
    <div class="actions"><button class="danger" aria-disabled=${take.busy}>Take out</button></div>
  </form>
`;
