import { html } from '../lit.js';
import { empty } from '../view/states.js';
import { table } from '../view/table.js';
import { since } from '../view/time.js';

// Where a key was last used from. An address nobody knows is the first sign of a leak.
export const keyAddresses = (addresses) => html`
  <section class="section">
    <header><h2>Used from</h2></header>
    ${addresses.length ? rows(addresses) : empty('Not used yet', 'The last addresses the key is used from appear here.')}
  </section>
`;

const rows = (addresses) =>
  table({
    caption: 'Addresses',
    rows: addresses,
    columns: [
      { label: 'Address', cell: ({ address }) => html`<span class="mono">${address}</span>` },
      { label: 'Client', cell: ({ user_agent }) => html`<span class="wrap">${user_agent || '–'}</span>` },
      { label: 'Last used', cell: ({ last_used_at }) => since(last_used_at) },
    ],
  });
