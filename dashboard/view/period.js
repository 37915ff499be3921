// Choosing the stretch of time a page shows. It is kept in the address: `?period=7`.

import { html } from '../lit.js';
import { setQuery } from '../navigation.js';
import { organization } from '../session.js';

const DAY_MILLIS = 86_400_000;
const FIRST_HOURS = 6;

const PERIODS = [
  { id: '1', label: 'Today', days: 1, granularity: 'hour' },
  { id: '7', label: '7 days', days: 7, granularity: 'day' },
  { id: '30', label: '30 days', days: 30, granularity: 'day' },
];

export function currentPeriod() {
  const id = new URLSearchParams(location.search).get('period') ?? usual();
  return PERIODS.find((period) => period.id === id) ?? PERIODS[1];
}

// On an organisation's first day a week would be one column beside six gaps; early in a day, the day would be.
function usual() {
  const isNew = Date.now() - Date.parse(organization().created_at) < DAY_MILLIS;
  return isNew && new Date().getUTCHours() >= FIRST_HOURS ? '1' : '7';
}

export const periodPicker = (choose) => html`
  <nav class="segments" aria-label="Period">
    ${PERIODS.map((period) => html`
      <a href="?period=${period.id}" aria-current=${period === currentPeriod()} @click=${(event) => pick(event, period, choose)}>${period.label}</a>
    `)}
  </nav>
`;

function pick(event, { id }, choose) {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  setQuery('period', id);
  choose();
}
