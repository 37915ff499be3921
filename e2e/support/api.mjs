// The public API, as any client sees it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

export const MAX_PAGE = 1000;

/** One request. `key` goes into X-API-Key, `bearer` into Authorization; an object as `body` is sent as JSON. */
export async function call(server, method, path, { key, bearer, body, headers = {} } = {}) {
  const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const answer = await fetch(server.origin + path, {
    method,
    redirect: 'manual',
    body: raw ? body : JSON.stringify(body),
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key ? { 'X-API-Key': key } : {}),
      ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
      ...headers,
    },
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: parsed(text) };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same, with the status it must have; answers the body. */
export async function expect(status, server, method, path, options) {
  const answer = await call(server, method, path, options);
  assert.equal(answer.status, status, `${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 2000)}`);
  return answer.json;
}

/** Every event an owner sees since a moment, newest first, read page by page. */
export async function ownerEvents(server, { since, key = server.api_keys.owner } = {}) {
  const items = [];
  let next = '';
  do {
    const query = new URLSearchParams({ limit: MAX_PAGE, ...(since && { since }), ...(next && { cursor: next }) });
    const page = await expect(200, server, 'GET', `/content-owners/events?${query}`, { key });
    items.push(...page.items);
    next = page.next_cursor;
  } while (next);
  return items;
}

export const ownerSummary = (server) =>
  expect(200, server, 'GET', '/content-owners/summary', { key: server.api_keys.owner });

/** An API key of the demo's publisher. */
export async function mintKey(server, name, scopes) {
  const body = { name, scopes };
  const minted = await expect(201, server, 'POST', '/api/v1/identity/api-keys', {
    bearer: server.session_tokens.owner,
    body,
  });
  return minted;
}

/** Addresses nobody else uses: what one test sent is what carries its prefix. */
export function pages(server, name) {
  const prefix = `https://${server.site.domain}/${name}/${randomUUID()}/`;
  return { prefix, page: (path) => prefix + path, mine: (items) => items.filter((i) => i.content_url?.startsWith(prefix)) };
}

/** How many of each word, as `{word: count}`; an absent word counts 0. */
export const tally = (items, word, count) => Object.fromEntries(items.map((item) => [item[word], item[count]]));
