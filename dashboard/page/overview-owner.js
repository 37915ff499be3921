import { get } from '../api/identity.js';
import { ledger } from '../chart/ledger.js';
import { accounted } from '../chart/sum.js';
import { html, nothing } from '../lit.js';
import { allSitesFigures } from '../report/site-figures.js';
import { spanOf } from '../report/span.js';
import { telemetryFigures } from '../report/telemetry-figures.js';
import { resource, settled } from '../resource.js';
import { organization } from '../session.js';
import { agents, companies, conversions, purposes, referrals } from '../view/breakdown.js';
import { currentPeriod, periodPicker } from '../view/period.js';
import { siteRows } from '../view/site-rows.js';
import { telemetryRows } from '../view/telemetry-rows.js';
import { firstSteps } from './first-steps.js';

export function ownerOverview() {
  let span = spanOf(currentPeriod());
  const chart = ledger();
  const domains = resource(() => get('/domains'));
  const onSites = resource(() => allSitesFigures(span));
  const inAnswers = resource(() => telemetryFigures('/content-owners', span));

  function reload() {
    span = spanOf(currentPeriod());
    onSites.reload();
    inAnswers.reload();
  }

  return {
    title: () => 'Overview',
    view: () => html`
      <div class="head">
        <div>
          <h1 tabindex="-1">What AI did with your work</h1>
          <p>${organization().name}</p>
        </div>
        ${periodPicker(reload)}
      </div>
      ${firstSteps(onSites.value?.sites, domains.value)}
      ${chart({ ...span, busy: onSites.busy || inAnswers.busy, groups: [siteGroup(onSites), answerGroup(inAnswers)] })}
      ${settled(onSites) && settled(inAnswers) ? breakdowns(onSites.value, inAnswers.value) : nothing}
    `,
  };
}

const siteGroup = (onSites) => ({
  title: 'On your sites',
  note: onSites.value?.left ? `Your ${onSites.value.sites.length - onSites.value.left} busiest sites; the others have their own pages` : 'Counted by your pages and servers',
  rows: siteRows(onSites.value),
  error: onSites.error,
  again: onSites.reload,
});

const answerGroup = (inAnswers) => ({
  title: 'In AI systems',
  note: 'Reported for your verified domains, by AI platforms and by your own servers',
  rows: telemetryRows(inAnswers.value),
  error: inAnswers.error,
  again: inAnswers.reload,
});

// Analytics may name bots without their purpose; telemetry about the same visits has it.
const withPurpose = (bots, agents) =>
  bots.some(({ purpose }) => purpose) ? bots : agents.filter(({ bot_name, purpose }) => bot_name && purpose).map(({ purpose, event_count }) => ({ purpose, count: event_count }));

const breakdowns = (onSites, inAnswers) => html`
  <div class="section columns-2">
    <div>${onSites ? html`${companies(onSites.bots)}${purposes(withPurpose(onSites.bots, inAnswers?.agents ?? []))}` : nothing}</div>
    <div>
      ${onSites ? referrals(onSites.referrals) : nothing}
      ${inAnswers ? agents(inAnswers.agents) : nothing}
      ${onSites?.conversions.length ? conversions(onSites.conversions) : nothing}
    </div>
  </div>
  ${onSites?.intake ? accounted(onSites.intake) : nothing}
`;
