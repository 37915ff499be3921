// The stretch of time a report covers, and the buckets its series has.

const DAY_MILLIS = 86_400_000;
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

// `start` and `end` are days of that time zone, both included. `now` is the bucket that is still running.
export function spanOf({ days, granularity }, timeZone = 'UTC') {
  const naming = bucketNames(timeZone);
  const end = naming(Date.now()).slice(0, 10);
  const dates = Array.from({ length: days }, (_, i) => shift(end, i + 1 - days));
  const buckets = granularity === 'hour' ? HOURS.map((hour) => `${end}T${hour}`) : dates;
  const now = granularity === 'hour' ? HOURS.indexOf(naming(Date.now()).slice(11)) : days - 1;
  return { start: dates[0], end, granularity, timeZone, buckets, now };
}

// A report's rows on the buckets of the span; what it leaves out is zero. Days are named by the report, hours are moments.
export function onBuckets({ buckets, granularity, timeZone }, rows, field) {
  const naming = bucketNames(timeZone);
  const nameOf = ({ date }) => (granularity === 'hour' ? naming(Date.parse(date)) : date.slice(0, 10));
  const found = new Map(rows.map((row) => [nameOf(row), row[field] ?? 0]));
  return buckets.map((bucket) => found.get(bucket) ?? 0);
}

export const daysBefore = (days) => new Date(Date.now() - days * DAY_MILLIS).toISOString().slice(0, 10);

const shift = (day, by) => new Date(Date.parse(day) + by * DAY_MILLIS).toISOString().slice(0, 10);

// `2026-11-21T13` in that time zone.
function bucketNames(timeZone) {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' });
  return (millis) => {
    const { year, month, day, hour } = Object.fromEntries(format.formatToParts(millis).map(({ type, value }) => [type, value]));
    return `${year}-${month}-${day}T${hour}`;
  };
}
