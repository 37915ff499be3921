// Several counts over the same days, one under the other, each on its own scale, with one cursor through all of them.
// A group is {title, note, rows, error?}; a row is {label, hint, total, values}: null where it is not known.

import { html, nothing } from '../lit.js';
import { redraw } from '../redraw.js';
import { count } from '../view/format.js';
import { failed } from '../view/states.js';
import { axisLabel, bucketName } from './buckets.js';
import { columns } from './columns.js';
import { ledgerTable } from './ledger-table.js';

export function ledger() {
  let at = null;

  function move(to) {
    if (to === at) return;
    at = to;
    redraw();
  }

  return ({ groups: given, buckets, now, busy }) => {
    if (at !== null && at >= buckets.length) at = null;
    const groups = given.map((group) => ({ ...group, rows: group.rows.map((line) => fitted(line, buckets)) }));
    const series = { at, move, buckets, now, busy };
    return html`
      <div class="ledger" aria-busy=${busy} @pointerleave=${() => move(null)}>
        ${groups.map((group) => section(group, series))}
        ${ledgerTable(groups, buckets)}
      </div>
    `;
  };
}

// While a new period loads, the old one's columns have no place on its axis.
const fitted = (line, buckets) => (line.values?.length === buckets.length ? line : { ...line, values: null });

const section = ({ title, note, rows, error, again }, series) => html`
  <section class="ledger-group">
    <header><h2>${title}</h2><p>${note}</p></header>
    ${error ? failed(error, again) : nothing}
    ${error && rows.every(({ total }) => total === null) ? nothing : rows.map((line) => row(line, series))}
    ${series.busy || rows.some(({ values }) => values) ? axis(title, rows, series) : nothing}
  </section>
`;

function row({ label, hint, total, values }, { at, move, buckets, now }) {
  const shown = at === null || !values ? total : values[at];
  return html`
    <div class="ledger-row">
      <div class="ledger-name"><b>${label}</b><small>${hint}</small></div>
      <div class="ledger-count ${shown === null ? 'none' : ''}">${shown === null ? '–' : count(shown)}</div>
      <div class="ledger-chart" @pointermove=${(event) => move(indexUnder(event, buckets.length))}>
        ${values ? columns(values, { at, now }) : nothing}
      </div>
    </div>
  `;
}

// The axis carries the keyboard's way through the days: a slider whose value is a day and what was counted on it.
const axis = (title, rows, { at, move, buckets, now }) => html`
  <div
    class="ledger-axis ${at === null ? '' : 'at'}"
    role="slider" tabindex="0" aria-label="${title}, by time"
    aria-valuemin="0" aria-valuemax=${buckets.length - 1} aria-valuenow=${at ?? buckets.length - 1}
    aria-valuetext=${at === null ? 'The whole period' : spoken(rows, buckets, at)}
    @keydown=${(event) => step(event, at, move, buckets.length)} @blur=${() => move(null)}
  >
    ${at === null
      ? html`<span>${axisLabel(buckets[0])}</span><span>${axisLabel(buckets.at(-1))}</span>`
      : html`<span>${bucketName(buckets[at])}${at === now ? ', so far' : ''}</span>`}
  </div>
`;

const spoken = (rows, buckets, at) =>
  [bucketName(buckets[at]), ...rows.filter(({ values }) => values).map(({ label, values }) => `${label} ${count(values[at])}`)].join(', ');

function indexUnder({ currentTarget, clientX }, length) {
  const { left, width } = currentTarget.getBoundingClientRect();
  return Math.min(length - 1, Math.max(0, Math.floor(((clientX - left) / width) * length)));
}

function step(event, at, move, length) {
  const from = at ?? length;
  const to = { ArrowLeft: from - 1, ArrowDown: from - 1, ArrowRight: (at ?? -1) + 1, ArrowUp: (at ?? -1) + 1, Home: 0, End: length - 1 }[event.key];
  if (event.key === 'Escape') move(null);
  if (to === undefined) return;
  event.preventDefault();
  move(Math.min(length - 1, Math.max(0, to)));
}
