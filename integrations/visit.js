// What one request is: an AI's visit, a reader an AI surface sent, or neither. The server has the last word on both.
import { others, patterns, surfaces, tags } from './agents.js';

const LONGEST = 1024;
const PART = /\.(?:css|m?js|map|png|jpe?g|gif|webp|avif|svg|ico|bmp|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|m4a)$/i;
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
// A word of its own: not inside a longer word, a path (/docs/GPTBot) or an address (gptbot@example.com).
const before = String.raw`(?<![A-Za-z0-9\-_./@=&?#%~])(?<!like )`;
const after = '(?![A-Za-z0-9_@])';
const word = (pattern) =>
  (/^[a-z0-9]/i.test(pattern) ? before : '') + escaped(pattern) + (/[a-z0-9]$/i.test(pattern) ? after : '');
const anyOf = (list) => new RegExp(list.map(word).join('|') || '(?!)', 'i');
const agent = anyOf(patterns);
const other = anyOf(others);

const known = new Map(); // answers by user agent: sites see the same few again and again
const MOST_KNOWN = 2000;

/** Whether a user agent names an AI program. */
export function isAgent(userAgent) {
  let found = known.get(userAgent);
  if (found === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    found = agent.test(userAgent) && !other.test(userAgent);
    known.set(userAgent, found);
  }
  return found;
}

/** Id of the AI surface behind a referrer or a utm_source, if it is one. Plain search is not. */
export function sourceOf(referrer, utmSource) {
  const from = URL.canParse(referrer ?? '') ? new URL(referrer) : undefined;
  if (from) {
    const found = surfaces.find(([, host, path, query]) =>
      (from.hostname === host || from.hostname.endsWith(`.${host}`)) &&
      (!path || from.pathname === path || from.pathname.startsWith(path.endsWith('/') ? path : `${path}/`)) &&
      (!query || from.search.slice(1).split('&').includes(query)));
    if (found) return found[0];
  }
  return tags.get((utmSource ?? '').trim().toLowerCase().replace(/^www\./, ''));
}

/**
 * The hit that reports a request, or undefined for most of them.
 * @param {{method: string, url: URL, status: number, userAgent?: string, referrer?: string, type?: string}} request
 */
export function hitOf({ method, url, status, userAgent = '', referrer, type = '' }) {
  if (method !== 'GET') return undefined;
  const place = { p: url.pathname, d: url.hostname };
  const agentText = userAgent.slice(0, LONGEST);
  if (isAgent(agentText)) return { t: 'bot', ...place, ua: agentText };
  const page = (status === 304 || (status >= 200 && status < 300)) && !PART.test(url.pathname) &&
    (type === '' || type.startsWith('text/html') || type.startsWith('application/xhtml'));
  const source = page ? sourceOf(referrer, url.searchParams.get('utm_source')) : undefined;
  return source && { t: 'referral', ...place, s: source };
}
