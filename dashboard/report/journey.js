// The stages of telemetry and the counts of sites, in the order in which they follow one another.

const REPORTED = [
  ['retrieved', 'Fetched', 'An AI system fetched the content'],
  ['grounded', 'Grounded', 'It became a source of an answer'],
  ['cited', 'Cited', 'An answer named it'],
  ['presented', 'Presented', 'A person was shown it'],
  ['engaged', 'Clicked', 'The person opened or used it'],
];

const SEEN = [
  ['referrals', 'Visited', 'A reader arrived from an AI answer, seen by your pages'],
  ['conversions', 'Converted', 'What those readers then did, seen by your pages'],
];

// `totals`: null where there are no sites to count on.
export function journey(items, totals) {
  const byStage = new Map(items.map((item) => [item.stage, item]));
  const steps = REPORTED.map(([stage, label, hint]) => {
    const { events = 0, occurrences = 0, corroborated = 0 } = byStage.get(stage) ?? {};
    return { label, hint, happened: occurrences, events, corroborated };
  });
  if (totals) steps.push(...SEEN.map(([name, label, hint]) => ({ label, hint, happened: totals[name], events: null, corroborated: null })));
  const most = Math.max(1, ...steps.map(({ happened }) => happened));
  return steps.map((step) => ({ ...step, share: step.happened / most }));
}
