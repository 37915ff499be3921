// How numbers, dates and amounts are written.

const LOCALE = 'en-GB';
const counts = new Intl.NumberFormat(LOCALE);
const days = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const moments = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
const distances = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export const count = (number) => counts.format(number);
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;
export const date = (iso) => days.format(new Date(iso));
export const moment = (iso) => moments.format(new Date(iso));

export function ago(iso) {
  const seconds = (new Date(iso) - Date.now()) / 1000;
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return distances.format(Math.trunc(seconds / length), unit);
  }
  return 'just now';
}

export function amount(value, currency) {
  try {
    return new Intl.NumberFormat(LOCALE, { style: 'currency', currency }).format(value);
  } catch {
    return [count(value), currency].filter(Boolean).join(' ');
  }
}

// A vocabulary word that has no name of its own: `user_fetch` → `User fetch`.
export function words(term) {
  const text = String(term).replaceAll(/[_-]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
