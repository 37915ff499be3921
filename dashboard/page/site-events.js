import { read } from '../api/report.js';
import { html } from '../lit.js';
import { sourceName } from '../report/names.js';
import { redraw } from '../redraw.js';
import { pagedResource } from '../resource.js';
import { amount, words } from '../view/format.js';
import { empty, show } from '../view/states.js';
import { moreButton, table } from '../view/table.js';
import { since } from '../view/time.js';
import { verdict } from '../view/verdicts.js';

const TYPES = [
  ['', 'All'],
  ['bot', 'Bots'],
  ['referral', 'Referrals'],
  ['conversion', 'Conversions'],
];

// The latest events of a site, newest first.
export function siteEvents(id, span) {
  let type = '';
  const list = pagedResource(async (cursor) => {
    const { start, end } = span();
    const answer = await read(`/api/v1/sites/${encodeURIComponent(id)}/events`, { start, end, type, cursor, limit: 10 });
    return { items: answer.events, next: answer.next_cursor };
  });

  function choose({ target }) {
    type = target.value;
    list.value = undefined;
    list.reload();
    redraw();
  }

  return {
    reload: list.reload,
    view: () => html`
      <section class="section">
        <header>
          <h2 id="latest">Latest events</h2>
          <label class="pick">Show <select @change=${choose}>${TYPES.map(([value, label]) => html`<option value=${value}>${label}</option>`)}</select></label>
        </header>
        ${show(list, ({ items }) => (items.length ? html`${rows(items)}${moreButton(list)}` : none()), 6)}
      </section>
    `,
  };
}

const none = () => empty('Nothing in this period', 'Choose a longer one above, or come back later.');

const rows = (items) =>
  table({
    caption: 'Latest events',
    rows: items,
    columns: [
      { label: 'Event', cell: what },
      { label: 'By', cell: by },
      { label: 'Page', cell: ({ path }) => html`<span class="wrap">${path}</span>` },
      { label: 'Place', cell: ({ city, country }) => [city, country].filter(Boolean).join(', ') || '–' },
      { label: 'When', cell: ({ timestamp }) => html`<span class="nowrap">${since(timestamp)}</span>` },
    ],
  });

const what = ({ type, bot_name, source, event }) => html`<b>${{ bot: bot_name, referral: source && sourceName(source) }[type] ?? event ?? words(type)}</b>`;

function by(event) {
  const { type, bot_company, value, currency } = event;
  if (type === 'bot') return html`${bot_company || 'Unknown'}${verdict(event)}`;
  if (type === 'referral') return 'A reader, from an AI answer';
  return value ? amount(value, currency) : 'A reader';
}
