import { html, nothing } from '../lit.js';
import { purposeName } from '../report/names.js';
import { moment, words } from '../view/format.js';
import { table } from '../view/table.js';

const NAMES = { content_retrieved: 'Fetched', content_grounded: 'Grounded', content_cited: 'Cited', content_presented: 'Presented', content_engaged: 'Clicked' };

export const eventTable = (items) =>
  table({
    caption: 'Events',
    rows: items,
    columns: [
      { label: 'Event', cell: event },
      { label: 'Content', cell: ({ content_url, content_id }) => html`<span class="wrap">${content_url ?? content_id ?? '–'}</span>` },
      { label: 'By', cell: by },
      { label: 'Seen by', cell: ({ source_role }) => (source_role ? words(source_role) : 'The reporter') },
      { label: 'When', cell: ({ event_timestamp }) => html`<time class="nowrap" datetime=${event_timestamp}>${moment(event_timestamp)}</time>` },
    ],
  });

const event = ({ event_type, event_data, uncorroborated }) => html`
  <b>${NAMES[event_type] ?? event_type}</b>
  ${uncorroborated ? html`<small class="soft">Nothing says it was a source</small>` : nothing}
  ${details(event_data)}
`;

const by = ({ bot_name, agent_id, platform_id, purpose }) => html`
  <span class="wrap">${bot_name ?? agent_id ?? platform_id ?? 'Unknown'}</span>
  ${purpose ? html`<small>${purposeName(purpose)}</small>` : nothing}
`;

// The event's own words, opened where somebody wants to know.
const details = (data) =>
  data && Object.keys(data).length
    ? html`<details class="data"><summary>Details</summary><dl>${Object.entries(data).map(([name, value]) => html`<dt>${words(name)}</dt><dd class="wrap">${typeof value === 'object' ? JSON.stringify(value) : value}</dd>`)}</dl></details>`
    : nothing;
