// Every event about an owner's content, or of an agent's own reports, with filters; the whole of it as a file.

import { download, read } from '../api/report.js';
import { html } from '../lit.js';
import { setQuery } from '../navigation.js';
import { spanOf } from '../report/span.js';
import { action, pagedResource } from '../resource.js';
import { organization } from '../session.js';
import { currentPeriod, periodPicker } from '../view/period.js';
import { saveAs } from '../view/save.js';
import { empty, failure, show } from '../view/states.js';
import { moreButton } from '../view/table.js';
import { telemetryBase, telemetryHead } from '../view/telemetry.js';
import { eventFilters, FILTERS } from './event-filters.js';
import { eventTable } from './event-table.js';

const PAGE = 25;
const FILES = [
  ['CSV', 'text/csv', 'events.csv'],
  ['NDJSON', 'application/x-ndjson', 'events.ndjson'],
];

export function events() {
  const path = `${telemetryBase(organization())}/events`;
  const asked = () => ({ since: spanOf(currentPeriod()).start, ...chosen() });

  const list = pagedResource(async (cursor) => {
    const answer = await read(path, { ...asked(), cursor, limit: PAGE });
    return { items: answer.items, next: answer.next_cursor, total: answer.total };
  });

  function filter(name, value) {
    setQuery(name, value.trim());
    list.value = undefined;
    list.reload();
  }

  const exports = FILES.map(([label, type, name]) => ({ label, take: action(async () => saveAs(name, await download(path, asked(), type))) }));

  return { title: () => 'Events', view: () => page({ list, filter, exports }) };
}

// What the address says: `?agent_id=…&event_type=…`.
function chosen() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(FILTERS.map(({ name }) => [name, query.get(name)]).filter(([, value]) => value));
}

const page = ({ list, filter, exports }) => html`
  ${telemetryHead('Events', 'Everything that was reported, newest first.', periodPicker(list.reload))}
  ${eventFilters(chosen(), filter)}
  <section class="section" aria-label="Events">
    ${show(list, ({ items }) => (items.length ? html`${eventTable(items)}${moreButton(list)}` : empty('No such event in this period', 'Choose a longer period, or fewer filters.')), 8)}
  </section>
  <section class="section">
    <header><h2>Export</h2><p>All events of this period and these filters, in one file.</p></header>
    <div class="actions">${exports.map(({ label, take }) => html`<button type="button" aria-disabled=${take.busy} @click=${take.start}>${take.busy ? 'Preparing…' : label}</button>`)}</div>
    ${exports.map(({ take }) => failure(take.error))}
  </section>
`;
