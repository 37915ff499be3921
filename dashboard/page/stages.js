// The way of content through AI and back, as one line: fetched → … → converted.

import { read } from '../api/report.js';
import { html, nothing } from '../lit.js';
import { allSitesFigures } from '../report/site-figures.js';
import { spanOf } from '../report/span.js';
import { journey } from '../report/journey.js';
import { resource } from '../resource.js';
import { organization } from '../session.js';
import { count, plural } from '../view/format.js';
import { currentPeriod, periodPicker } from '../view/period.js';
import { empty, show } from '../view/states.js';
import { table } from '../view/table.js';
import { telemetryBase, telemetryHead } from '../view/telemetry.js';

export function stages() {
  const owns = organization().org_type === 'content_owner';
  let span = spanOf(currentPeriod());
  const found = resource(load);

  async function load() {
    const [reported, sites] = await Promise.all([
      read(`${telemetryBase(organization())}/stages`, { since: span.start }),
      owns ? allSitesFigures(span) : null,
    ]);
    return { ...reported, steps: journey(reported.items, sites?.totals) };
  }

  function reload() {
    span = spanOf(currentPeriod());
    found.reload();
  }

  return {
    title: () => 'Stages',
    view: () => html`
      ${telemetryHead('From fetch to reader', owns ? 'How far your content came in AI systems, and what came back to your sites.' : 'How far the content you reported came.', periodPicker(reload))}
      ${show(found, view, 7)}
    `,
  };
}

const view = ({ steps, uncorroborated_citations: uncorroborated }) =>
  steps.every(({ happened }) => happened === 0)
    ? empty('Nothing in this period', 'Choose a longer one above, or come back later.')
    : html`
        ${line(steps)}
        <section class="section">
          <header><h2>What the line is made of</h2><p>One happening may be reported by several sides; it is counted once, and corroborated when at least two of them tell of it.</p></header>
          ${rows(steps)}
          ${uncorroborated ? html`<p class="more soft"><a href="/telemetry/events?event_type=content_cited&period=${currentPeriod().id}">${plural(uncorroborated, 'citation')}</a> came without any report that the content was a source of the answer.</p>` : nothing}
        </section>
      `;

const line = (steps) => html`
  <ol class="journey">
    ${steps.map(({ label, happened, share }) => html`
      <li><small>${label}</small><b>${count(happened)}</b><meter min="0" max="1" value=${share} aria-label="${label}, beside the largest"></meter></li>
    `)}
  </ol>
`;

const rows = (steps) =>
  table({
    caption: 'Stages',
    rows: steps,
    columns: [
      { label: 'Stage', cell: ({ label, hint }) => html`<b>${label}</b><small>${hint}</small>` },
      { label: 'Happened', kind: 'number', cell: ({ happened }) => count(happened) },
      { label: 'Reports', kind: 'number', cell: ({ events }) => (events === null ? '–' : count(events)) },
      { label: 'Corroborated', kind: 'number', cell: ({ corroborated }) => (corroborated === null ? '–' : count(corroborated)) },
    ],
  });
