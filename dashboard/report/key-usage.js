// How often a key was used on each day, by what came of it.

const KINDS = { answered: [200, 400], refused: [400, 500], failed: [500, 600] };

export function usageOn({ buckets }, items) {
  const values = Object.fromEntries(Object.entries(KINDS).map(([kind, range]) => [kind, buckets.map((day) => countOn(items, day, range))]));
  const totals = Object.fromEntries(Object.entries(values).map(([kind, counts]) => [kind, counts.reduce((sum, count) => sum + count, 0)]));
  return { values, totals };
}

const countOn = (items, day, [from, to]) =>
  items.filter(({ date, status }) => date === day && status >= from && status < to).reduce((sum, { count }) => sum + count, 0);
