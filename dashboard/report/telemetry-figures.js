// What AI platforms reported: about the content of an owner, or by the caller's own organisation.

import { read, readIfOffered } from '../api/report.js';
import { onBuckets } from './span.js';

export const STAGES = ['retrieved', 'grounded', 'cited', 'presented', 'engaged'];

export async function telemetryFigures(base, span) {
  const since = span.start;
  const [summary, series] = await Promise.all([
    read(`${base}/summary`, { since }),
    readIfOffered(`${base}/timeseries`, { since, granularity: span.granularity }),
  ]);
  const values = series && Object.fromEntries(STAGES.map((stage) => [stage, onBuckets(span, series.items, stage)]));
  return { summary, values, totals: totalsOf(summary, values), agents: summary.agents ?? [] };
}

// The sum of what is drawn, so that the two never disagree; without a series, what the summary says.
function totalsOf(summary, values) {
  const byType = new Map(summary.events_by_type.map(({ event_type, count }) => [event_type, count]));
  const total = (stage) => values?.[stage].reduce((sum, value) => sum + value, 0) ?? byType.get(`content_${stage}`) ?? 0;
  return Object.fromEntries(STAGES.map((stage) => [stage, total(stage)]));
}
