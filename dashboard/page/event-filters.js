import { html } from '../lit.js';

export const FILTERS = [
  { name: 'event_type', label: 'Event', options: [['content_retrieved', 'Fetched'], ['content_grounded', 'Grounded'], ['content_cited', 'Cited'], ['content_presented', 'Presented'], ['content_engaged', 'Clicked']] },
  { name: 'source_role', label: 'Seen by', options: [['agent', 'The agent'], ['edge', 'Your edge'], ['origin', 'Your origin'], ['index', 'An index']] },
  { name: 'purpose', label: 'Purpose', options: [['training', 'Training'], ['inference', 'Answering'], ['search', 'Search index']] },
  { name: 'agent_id', label: 'Agent' },
  { name: 'bot', label: 'Bot' },
  { name: 'domain', label: 'Domain' },
  { name: 'content_url', label: 'Address of the page' },
];

// One field for each; what is chosen stays in the address, so that a view can be shared.
export const eventFilters = (chosen, filter) => html`
  <form class="filters" role="search" aria-label="Filter events" @submit=${(event) => event.preventDefault()}>
    ${FILTERS.map((one) => field(one, chosen[one.name] ?? '', ({ target }) => filter(one.name, target.value)))}
  </form>
`;

const field = ({ name, label, options }, value, change) => html`
  <div class="field">
    <label for="filter-${name}">${label}</label>
    ${options
      ? html`<select id="filter-${name}" @change=${change}>
          <option value="">All</option>
          ${options.map(([word, text]) => html`<option value=${word} ?selected=${word === value}>${text}</option>`)}
        </select>`
      : html`<input id="filter-${name}" type="search" maxlength="2048" autocomplete="off" spellcheck="false" placeholder="All" .value=${value} @change=${change}>`}
  </div>
`;
