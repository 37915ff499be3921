import { read } from '../api/report.js';
import { html, nothing } from '../lit.js';
import { spanOf } from '../report/span.js';
import { resource } from '../resource.js';
import { count } from '../view/format.js';
import { currentPeriod, periodPicker } from '../view/period.js';
import { empty, show } from '../view/states.js';
import { table } from '../view/table.js';
import { telemetryHead } from '../view/telemetry.js';

// What an owner's servers saw of each agent, beside what the agent reports of itself.
export function reconciliation() {
  let span = spanOf(currentPeriod());
  const found = resource(() => read('/content-owners/reconciliation', { since: span.start }));

  function reload() {
    span = spanOf(currentPeriod());
    found.reload();
  }

  return {
    title: () => 'Agents',
    view: () => html`
      ${telemetryHead('Who reports what they read', 'What your own servers saw of each agent, beside what it says of itself.', periodPicker(reload))}
      ${show(found, ({ agents, corroboration }) => (agents.length ? html`${rows(agents)}<p class="more soft measure">${corroboration}</p>` : none()), 5)}
    `,
  };
}

const none = () => empty('No agent in this period', 'Agents appear when your servers report their fetches, or they report them themselves.');

const rows = (agents) =>
  table({
    caption: 'Agents',
    rows: agents,
    columns: [
      { label: 'Agent', cell: ({ identity, sessions_reporting }) => html`<b class="wrap">${identity ?? 'Not named'}</b><small>${sessions_reporting ? `${count(sessions_reporting)} sessions reported` : 'Reports nothing itself'}</small>` },
      { label: 'Seen by you', kind: 'number', cell: ({ edge_retrievals }) => count(edge_retrievals) },
      { label: 'Says itself', kind: 'number', cell: ({ self_reported_retrievals, self_report_ratio }) => html`${count(self_reported_retrievals)}${ratio(self_report_ratio)}` },
      { label: 'Both agree', kind: 'number', cell: ({ corroborated_retrievals }) => count(corroborated_retrievals) },
      { label: 'Cited', kind: 'number', cell: ({ cited }) => count(cited) },
      { label: 'Presented', kind: 'number', cell: ({ presented }) => count(presented) },
      { label: 'Clicked', kind: 'number', cell: ({ engaged }) => count(engaged) },
      { label: 'Evidence', quiet: true, kind: 'end', cell: ({ identity, sessions_reporting }) => evidence(identity, sessions_reporting) },
    ],
  });

const ratio = (value) => (value === null ? nothing : html`<small>${Math.round(value * 100)} % of what you saw</small>`);

// An identity is the id of an agent where there is one, and else the name of a bot.
function evidence(identity, sessions) {
  if (!identity) return nothing;
  const parameters = new URLSearchParams({ period: currentPeriod().id, [sessions ? 'agent_id' : 'bot']: identity });
  return html`<a href="/telemetry/events?${parameters}" aria-label="Events of ${identity}">Events</a>`;
}
