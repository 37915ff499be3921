import { ledger } from '../chart/ledger.js';
import { accounted } from '../chart/sum.js';
import { html, nothing } from '../lit.js';
import { siteFigures } from '../report/site-figures.js';
import { spanOf } from '../report/span.js';
import { resource, settled } from '../resource.js';
import { companies, conversions, purposes, referrals } from '../view/breakdown.js';
import { currentPeriod, periodPicker } from '../view/period.js';
import { seen } from '../view/seen.js';
import { waiting } from '../view/states.js';
import { siteRows } from '../view/site-rows.js';
import { verdicts } from '../view/verdicts.js';
import { siteEvents } from './site-events.js';
import { siteInstallation } from './site-installation.js';

// `place` is the site as it was found; its settings may change while the page is open.
export function openSite(found) {
  let place = found;
  let span = spanOf(currentPeriod(), place.time_zone);
  const chart = ledger();
  const figures = resource(() => siteFigures(place.id, span));
  const events = siteEvents(place.id, () => span);
  const installation = siteInstallation(() => place, { heard: reload, changed });

  function reload() {
    span = spanOf(currentPeriod(), place.time_zone);
    figures.reload();
    events.reload();
  }

  function changed(site) {
    place = site;
    reload();
  }

  return {
    domain: () => place.domain,
    close: installation.close,
    view: () => html`
      <div class="head">
        <div>
          <h1 tabindex="-1">${place.domain}</h1>
          <p>${seen(installation.lastSeen())}</p>
        </div>
        ${periodPicker(reload)}
      </div>
      ${installation.looked() ? body() : waiting(6)}
    `,
  };

  // From the top down, each part when those above it are there, so that nothing moves under the reader's eyes.
  // The line to install comes first while it is what there is to do.
  function body() {
    const silent = installation.lastSeen() === null;
    return html`
      ${silent ? installation.view() : nothing}
      <div class=${silent ? 'section' : nothing}>${chart({ ...span, busy: figures.busy, groups: [group(figures, place)] })}</div>
      ${figures.value && !silent ? details(figures.value) : nothing}
      <p class="section"><a href="/sites/${encodeURIComponent(place.id)}/quarantine">Review the quarantine of this site</a></p>
      ${settled(figures) && !silent ? html`${events.view()}${installation.view()}` : nothing}
    `;
  }
}

const group = (figures, { time_zone }) => ({
  title: 'On this site',
  note: `Days begin at midnight, ${time_zone ?? 'UTC'}`,
  rows: siteRows(figures.value),
  error: figures.error,
  again: figures.reload,
});

const details = ({ totals, verdicts: found, bots, referrals: arrivals, conversions: done, intake }) => html`
  ${found && totals.bot_visits ? verdicts(found) : nothing}
  <div class="section columns-2">
    <div>${companies(bots)}${purposes(bots)}</div>
    <div>${referrals(arrivals)}${conversions(done)}</div>
  </div>
  ${intake ? accounted(intake) : nothing}
`;
