// What the analytics reports say about one site, and about several together.

import { read, readIfOffered } from '../api/report.js';
import { onBuckets } from './span.js';
import { addUp } from './tally.js';

const COUNTS = ['bot_visits', 'referrals', 'conversions'];
const NOTHING = { bot_visits: 0, referrals: 0, conversions: 0 };

// Each site costs two reads; an organisation with more sees its busiest together, and every one on its own page.
const MOST_SITES = 12;

export async function allSitesFigures(span) {
  const { sites } = await read('/api/v1/sites');
  const busiest = sites.toSorted((a, b) => b.events_this_month - a.events_this_month).slice(0, MOST_SITES);
  const figures = await Promise.all(busiest.map(({ id }) => siteFigures(id, span)));
  return { ...together(figures), sites, left: sites.length - busiest.length };
}

export async function siteFigures(id, span) {
  const { start, end, granularity } = span;
  const path = `/api/v1/sites/${encodeURIComponent(id)}`;
  const [stats, series] = await Promise.all([
    read(`${path}/stats`, { start, end }),
    readIfOffered(`${path}/timeseries`, { start, end, granularity }),
  ]);
  const values = series && Object.fromEntries(COUNTS.map((name) => [name, onBuckets(span, series.data, name)]));
  return {
    totals: stats.totals,
    verdicts: stats.verdicts ?? null,
    values,
    bots: stats.bot_breakdown,
    referrals: stats.referral_breakdown,
    conversions: stats.conversion_breakdown ?? [],
    intake: stats.intake ?? null,
  };
}

function together(list) {
  const every = list.length > 0 && list.every(({ values }) => values);
  return {
    totals: addUp([NOTHING, ...list.map(({ totals }) => totals)]),
    values: every ? Object.fromEntries(COUNTS.map((name) => [name, addSeries(list, name)])) : null,
    bots: list.flatMap(({ bots }) => bots),
    referrals: list.flatMap(({ referrals }) => referrals),
    conversions: list.flatMap(({ conversions }) => conversions),
    intake: list.length && list.every(({ intake }) => intake) ? addUp(list.map(({ intake }) => intake)) : null,
  };
}

const addSeries = (list, name) => list[0].values[name].map((_, i) => list.reduce((total, { values }) => total + values[name][i], 0));
