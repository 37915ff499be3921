import { html, nothing } from '../lit.js';
import { daysBefore } from '../report/span.js';
import { mayManage } from '../session.js';
import { count, plural, words } from '../view/format.js';
import { empty, failure, show } from '../view/states.js';
import { table } from '../view/table.js';
import { day, since } from '../view/time.js';
import { sliceForm } from './slice-form.js';

const REASONS = {
  origin: 'Sent by a page that is not the site’s',
  hidden_origin: 'Sent by a page that hides whose it is',
  host: 'About another host’s page',
  bot: 'Sent by a browser that calls itself a bot',
};

export const quarantineView = ({ id, site, review, decisions, restore, take, undo }) => html`
  <a class="back" href="/sites/${encodeURIComponent(id)}">${site?.domain ?? 'The site'}</a>
  <div class="head">
    <div>
      <h1 tabindex="-1">Quarantine</h1>
      <p class="measure">The key of a site is public, so anybody can send events in its name. Those that look wrong are kept aside and not counted, until you decide.</p>
    </div>
  </div>
  ${show(review, (found) => groups(found, restore), 4)}
  ${mayManage() ? removal(take) : nothing}
  <section class="section">
    <header><h2>Decisions</h2></header>
    ${show(decisions, (items) => (items.length ? decided(items, undo) : empty('None yet', 'What is restored or removed here is listed, and can be taken back.')), 2)}
  </section>
`;

const groups = ({ groups: items, quarantined }, restore) =>
  items.length
    ? html`
        <p class="soft">${plural(quarantined, 'event')} of the last thirty days</p>
        ${table({
          caption: 'Kept aside',
          rows: items,
          columns: [
            { label: 'Why', cell: (group) => html`<b>${REASONS[group.reason] ?? words(group.reason)}</b>${detail(group)}` },
            { label: 'About', cell: ({ host, samples }) => html`<span class="wrap">${host ?? '–'}</span>${paths(samples)}` },
            { label: 'Bot', cell: ({ bot }) => bot ?? '–' },
            { label: 'Events', kind: 'number', cell: (group) => count(group.count) },
            { label: 'Last seen', cell: ({ last_seen }) => since(last_seen) },
            { label: 'Restore', quiet: true, kind: 'end', cell: (group) => restoreButton(group, restore) },
          ],
        })}
      `
    : empty('Nothing is kept aside', 'No event of the last thirty days looked wrong.');

// What a reason needs explained: for most the host that sent them is enough.
const detail = ({ reason, origin }) => {
  if (reason === 'hidden_origin') return html`<small>Yours do not if they send <code>Referrer-Policy: strict-origin</code> and are not sandboxed.</small>`;
  return origin ? html`<small class="wrap">${origin}</small>` : nothing;
};

const paths = (samples) => html`<small class="wrap">${[...new Set(samples.map(({ path }) => path).filter(Boolean))].join(', ')}</small>`;

const restoreButton = (group, restore) =>
  mayManage() ? html`<button type="button" class="plain" aria-label="Restore ${plural(group.count, 'event')}" @click=${() => restore(group)}>Restore</button>` : nothing;

const removal = (take) => html`
  <section class="section">
    <header><h2>Take a slice out</h2><p>Events that were counted and should not have been. Nothing is deleted.</p></header>
    ${sliceForm(take, daysBefore(0))}
    ${failure(take.error)}
  </section>
`;

const decided = (items, undo) =>
  table({
    caption: 'Decisions',
    rows: items,
    gone: ({ undone_at }) => undone_at !== null,
    columns: [
      { label: 'Decision', cell: ({ action, undone_at }) => html`<b>${action === 'remove' ? 'Removed' : 'Restored'}</b>${undone_at ? html`<small>Taken back, ${day(undone_at)}</small>` : nothing}` },
      { label: 'Slice', cell: ({ slice }) => html`<span class="wrap">${inWords(slice)}</span>` },
      { label: 'Events', kind: 'number', cell: ({ events }) => count(events) },
      { label: 'When', cell: ({ made_at }) => since(made_at) },
      { label: 'Take back', quiet: true, kind: 'end', cell: (one) => (mayManage() && !one.undone_at ? html`<button type="button" class="plain" @click=${() => undo(one)}>Take back</button>` : nothing) },
    ],
  });

function inWords({ start, end, ...words }) {
  const days = start === end ? start : `${start} to ${end}`;
  const rest = Object.entries(words).filter(([, value]) => value);
  return [days, ...rest.map(([name, value]) => `${name} ${value}`)].join(', ');
}
