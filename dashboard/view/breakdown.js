// The rankings under a ledger: who came, why, from where, and what they did.

import { bars } from '../chart/bars.js';
import { html, nothing } from '../lit.js';
import { purposeName, sourceName } from '../report/names.js';
import { rank } from '../report/tally.js';
import { amount, count, words } from './format.js';
import { empty } from './states.js';
import { answered } from './verdicts.js';

const MOST = 8;

const panel = (title, items, none) => html`
  <section class="section">
    <header><h2>${title}</h2></header>
    ${items.length ? html`${bars(items.slice(0, MOST))}${rest(items)}` : empty(none.title, none.text)}
  </section>
`;

const rest = (items) => (items.length > MOST ? html`<p class="soft small more">and ${items.length - MOST} more</p>` : nothing);

export function companies(bots) {
  const items = rank(bots, ({ bot_company }) => bot_company || 'Unknown').map((company) => ({ ...company, detail: botsOf(company) }));
  return panel('Bots by company', items, { title: 'No AI bot in this period', text: 'Crawlers come by in their own time. Their visits appear here as they happen.' });
}

const botsOf = ({ rows }) =>
  rank(rows, ({ bot_name }) => bot_name)
    .map((bot) => `${bot.name} ${count(bot.count)}${answered(bot.rows.map(({ verdicts }) => verdicts))}`)
    .join(' · ');

// Only reports that say why a bot came can be ranked by it.
export function purposes(bots) {
  if (bots.length && bots.every(({ purpose }) => purpose === undefined)) return nothing;
  return panel('Why they came', rank(bots, ({ purpose }) => purposeName(purpose)), { title: 'Nothing to explain', text: 'The purposes of bots appear with their first visits.' });
}

export const referrals = (rows) =>
  panel('Readers from AI answers', rank(rows, ({ source }) => sourceName(source)), {
    title: 'No referral in this period',
    text: 'It appears here when somebody follows a link in an AI answer to one of your pages.',
  });

export function conversions(rows) {
  const items = rank(rows, ({ event }) => event).map((item) => ({ ...item, detail: valueOf(item) }));
  return panel('Conversions', items, { title: 'No conversion in this period', text: html`Call <code>byline('signup')</code> on a page that has the script, and it is counted here.` });
}

const valueOf = ({ rows }) =>
  rank(rows.filter(({ value }) => value).map(({ value, currency }) => ({ currency, count: value })), ({ currency }) => currency ?? '')
    .map(({ name, count: value }) => amount(value, name))
    .join(' · ');

// Which AI products used the content, and how far it went in each. Crawlers seen at the publisher's own servers are
// in the same report, without the id of an agent or a platform; they have a ranking of their own.
export function agents(rows) {
  const reported = rows.filter(({ agent_id, platform_id }) => agent_id || platform_id);
  const items = rank(reported.map((row) => ({ ...row, count: row.event_count })), nameOfAgent).map((item) => ({ ...item, detail: stagesOf(item) }));
  return panel('In answers of', items, { title: 'No report in this period', text: 'AI platforms that report how they use content appear here, for the domains you have verified.' });
}

const nameOfAgent = ({ bot_name, agent_id, platform_id }) => agent_id || bot_name || platform_id;

const stagesOf = ({ rows }) =>
  rank(rows.flatMap(({ by_event_type }) => by_event_type ?? []), ({ event_type }) => words(event_type.replace(/^content_/, '')).toLowerCase())
    .map(({ name, count: times }) => `${count(times)} ${name}`)
    .join(' · ');
