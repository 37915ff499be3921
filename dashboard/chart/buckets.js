// The names of days and hours: `2026-11-21` and `2026-11-21T13`.

const LOCALE = 'en-GB';
const short = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const long = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });

const isHour = (bucket) => bucket.includes('T');
const hour = (bucket) => bucket.slice(11, 13);

export const axisLabel = (bucket) => (isHour(bucket) ? `${hour(bucket)}:00` : short.format(new Date(bucket)));
export const bucketName = (bucket) => (isHour(bucket) ? `${hour(bucket)}:00 to ${hour(bucket)}:59` : long.format(new Date(bucket)));
