// What is wrong is refused with the documented status and code, stores nothing, and shows nothing of the inside.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after } from 'node:test';
import { gzipSync } from 'node:zlib';
import { call, expect, mintKey, ownerSummary } from './support/api.mjs';
import { useDemo } from './support/server.mjs';

const server = await useDemo();
const { owner, platform } = server.api_keys;
const session = server.session_tokens.owner;
const writeOnly = (await mintKey(server, 'write only', ['telemetry:write'])).key;
const site = server.site.id;
const page = `https://${server.site.domain}/bad-input`;

const MEBIBYTE = 1024 * 1024;
const event = (more = {}) => ({
  id: randomUUID(),
  type: 'content_retrieved',
  timestamp: new Date().toISOString(),
  source_role: 'agent',
  content_url: page,
  ...more,
});
const batch = (events, more = {}) => ({
  document_type: 'event_batch',
  schema_version: '1.0',
  session_id: randomUUID(),
  events,
  ...more,
});
const without = (member) => ({ ...event(), [member]: undefined });
const visit = (more = {}) => ({ t: 'bot', k: server.site.key, p: '/bad-input', ua: 'GPTBot/1.2', bot: 'GPTBot', ...more });
const large = JSON.stringify(batch([event({ data: { note: 'x'.repeat(3 * MEBIBYTE) } })]));
const bomb = gzipSync(Buffer.from(JSON.stringify(batch([event({ data: { note: 'x'.repeat(64 * MEBIBYTE) } })]))));
const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString();
const zipped = { 'Content-Encoding': 'gzip' };
const csv = { 'Content-Type': 'text/csv' };

const send = { key: platform };
const read = { key: owner };
const analytics = { bearer: owner };
const control = { bearer: session };

// [what is wrong, method, path, credentials and body, status, code]
const form = (path, credentials, { nested = 'INVALID_JSON' } = {}) => [
  ['no JSON', 'POST', path, { ...credentials, body: '{"events": [' }, 400, 'INVALID_JSON'],
  ['text after the JSON', 'POST', path, { ...credentials, body: '{} {}' }, 400, 'INVALID_JSON'],
  ['bytes that are no UTF-8', 'POST', path, { ...credentials, body: Buffer.from('{"a":"\xff\xfe"}', 'latin1') }, 400, 'INVALID_JSON'],
  ['brackets 50,000 deep', 'POST', path, { ...credentials, body: '['.repeat(50_000) }, 400, nested],
  ['another content type', 'POST', path, { ...credentials, body: 'a,b', headers: csv }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['gzip that is none', 'POST', path, { ...credentials, body: '{}', headers: zipped }, 400, 'INVALID_REQUEST'],
  ['a body over the limit', 'POST', path, { ...credentials, body: large }, 413, 'PAYLOAD_TOO_LARGE'],
  ['a gzip bomb', 'POST', path, { ...credentials, body: bomb, headers: zipped }, 413, 'PAYLOAD_TOO_LARGE'],
];
const nothing = (path, credentials) => ['an empty body', 'POST', path, { ...credentials, body: '' }, 400, 'INVALID_JSON'];

const document = (what, body, code = 'INVALID_DOCUMENT') => [what, 'POST', '/events', { ...send, body }, 400, code];

const tables = {
  'POST /events, form': [nothing('/events', send), ...form('/events', send, { nested: 'INVALID_DOCUMENT' })],
  'POST /sessions/start, form': form('/sessions/start', send), // all of it is optional
  'POST /sessions/end, form': [nothing('/sessions/end', send), ...form('/sessions/end', send)],
  'POST /sessions/bulk, form': [nothing('/sessions/bulk', send), ...form('/sessions/bulk', send, { nested: 'INVALID_DOCUMENT' })],
  'POST /api/t, form': [nothing('/api/t', {}), ...form('/api/t', {})],
  'POST /api/v1/identity/api-keys, form': [nothing('/api/v1/identity/api-keys', control), ...form('/api/v1/identity/api-keys', control)],
  'POST /events, meaning': [
    document('a number', 5),
    document('an array', [event()]),
    document('no events', batch([])),
    document('events that are no array', batch({})),
    document('an event that is no object', batch(['x'])),
    document('501 events', batch(Array.from({ length: 501 }, () => event()))),
    document('an unknown version', batch([event()], { schema_version: '2.0' })),
    document('an unknown kind of document', batch([event()], { document_type: 'story' })),
    document('a session id that is no UUID', batch([event()], { session_id: 'mine' })),
    document('an event id that is no UUID', batch([event({ id: 'mine' })])),
    document('no type', batch([without('type')])),
    document('a type that nobody knows', batch([event({ type: 'content_licked' })])),
    document('no timestamp', batch([without('timestamp')])),
    document('a timestamp that is none', batch([event({ timestamp: 'yesterday' })])),
    document('a timestamp of another type', batch([event({ timestamp: 1_700_000_000 })])),
    document('a timestamp 8 days old', batch([event({ timestamp: daysAgo(8) })])),
    document('a timestamp in the future', batch([event({ timestamp: daysAgo(-1) })])),
    document('no content', batch([without('content_url')])),
    document('an address that is relative', batch([event({ content_url: '/bad-input' })])),
    document('no source role', batch([without('source_role')])),
    document('a good event beside a bad one', batch([event(), without('type')])),
    document('an agent without a session', batch([event({ source_role: 'agent' })], { session_id: undefined })),
  ],
  'POST /sessions, meaning': [
    ['an initiator of another type', 'POST', '/sessions/start', { ...send, body: { initiator_type: 5 } }, 400, 'INVALID_DOCUMENT'],
    ['the end of an unknown session', 'POST', '/sessions/end', { ...send, body: { session_id: randomUUID(), outcome: { type: 'browse' } } }, 404, 'NOT_FOUND'],
    ['an outcome that nobody knows', 'POST', '/sessions/end', { ...send, body: { session_id: randomUUID(), outcome: { type: 'joy' } } }, 400, 'INVALID_DOCUMENT'],
  ],
  'POST /api/t, meaning': [
    ['an unknown site key', 'POST', '/api/t', { body: visit({ k: 'ak_unknown' }) }, 404, 'SITE_NOT_FOUND'],
    ['a site key of another type', 'POST', '/api/t', { body: visit({ k: 5 }) }, 400, 'INVALID_PARAMETER'],
    ['a kind that nobody knows', 'POST', '/api/t', { body: visit({ t: 'ufo' }) }, 400, 'INVALID_PARAMETER'],
    ['a path of another type', 'POST', '/api/t', { body: visit({ p: {} }) }, 400, 'INVALID_PARAMETER'],
  ],
  'GET /content-owners, parameters': [
    ['a date that is none', 'GET', '/content-owners/summary?since=soon', read, 400, 'INVALID_DATE_RANGE'],
    ['a page of 0', 'GET', '/content-owners/events?limit=0', read, 400, 'INVALID_PARAMETER'],
    ['a page of 1001', 'GET', '/content-owners/events?limit=1001', read, 400, 'INVALID_PARAMETER'],
    ['a page of x', 'GET', '/content-owners/urls?limit=x', read, 400, 'INVALID_PARAMETER'],
    ['a negative offset', 'GET', '/content-owners/events?offset=-1', read, 400, 'INVALID_PARAMETER'],
    ['a forged cursor', 'GET', '/content-owners/events?cursor=AAAA', read, 400, 'INVALID_PARAMETER'],
    ['a domain that is not ours', 'GET', '/content-owners/summary?domain=somebody-else.example', read, 403, 'DOMAIN_NOT_BOUND'],
    ['no delegation', 'GET', `/content-owners/summary?delegated_from=${randomUUID()}`, read, 403, 'NO_DELEGATION'],
  ],
  'GET /api/v1/sites, parameters': [
    ['a day that does not exist', 'GET', `/api/v1/sites/${site}/stats?start=2026-02-30`, analytics, 400, 'INVALID_DATE_RANGE'],
    ['the end before the start', 'GET', `/api/v1/sites/${site}/stats?start=2026-02-02&end=2026-02-01`, analytics, 400, 'INVALID_DATE_RANGE'],
    ['a range of three years', 'GET', `/api/v1/sites/${site}/stats?start=2023-01-01&end=2026-01-01`, analytics, 400, 'INVALID_DATE_RANGE'],
    ['a type that nobody knows', 'GET', `/api/v1/sites/${site}/events?type=ufo`, analytics, 400, 'INVALID_PARAMETER'],
    ['a page of 0', 'GET', `/api/v1/sites/${site}/events?limit=0`, analytics, 400, 'INVALID_PARAMETER'],
    ['a forged cursor', 'GET', `/api/v1/sites/${site}/events?cursor=AAAA`, analytics, 400, 'INVALID_PARAMETER'],
    ['an unknown site', 'GET', '/api/v1/sites/site_unknown/stats', analytics, 403, 'SITE_NOT_FOUND'],
  ],
  'identity, meaning': [
    ['an unknown member', 'POST', '/api/v1/identity/api-keys', { ...control, body: { name: 'a', scopes: [], colour: 1 } }, 400, 'INVALID_PARAMETER'],
    ['an unknown scope', 'POST', '/api/v1/identity/api-keys', { ...control, body: { name: 'a', scopes: ['root'] } }, 400, 'INVALID_PARAMETER'],
    ['a name of another type', 'POST', '/api/v1/identity/api-keys', { ...control, body: { name: 5, scopes: ['telemetry:read'] } }, 400, 'INVALID_PARAMETER'],
    ['a domain that is none', 'POST', '/api/v1/identity/domains', { ...control, body: { domain: 'http://' } }, 400, 'INVALID_PARAMETER'],
  ],
  credentials: [
    ['no key on a write', 'POST', '/events', { body: batch([event()]) }, 401, 'MISSING_KEY'],
    ['no key on a read', 'GET', '/content-owners/summary', {}, 401, 'MISSING_KEY'],
    ['no key for a site', 'GET', '/api/v1/sites', {}, 401, 'MISSING_KEY'],
    ['a wrong key', 'GET', '/content-owners/summary', { key: 'oat_pub_wrong' }, 401, 'INVALID_KEY'],
    ['a wrong key for a site', 'GET', '/api/v1/sites', { bearer: 'oat_pub_wrong' }, 401, 'INVALID_KEY'],
    ['a site key as API key', 'GET', '/api/v1/sites', { bearer: server.site.key }, 401, 'INVALID_KEY'],
    ['a session as API key', 'GET', '/api/v1/sites', { bearer: session }, 401, 'INVALID_KEY'],
    ['a session as telemetry key', 'GET', '/content-owners/summary', { bearer: session }, 401, 'KEY_REQUIRED'],
    ['an API key as session', 'GET', '/api/v1/identity/api-keys', { bearer: owner }, 401, 'SESSION_REQUIRED'],
    ['a scope too little', 'GET', '/content-owners/summary', { key: writeOnly }, 403, 'MISSING_SCOPE'],
    ['a scope too little for a site', 'GET', '/api/v1/sites', { bearer: writeOnly }, 403, 'MISSING_SCOPE'],
  ],
  'routes and methods': [
    ['no such telemetry route', 'POST', '/event', { ...send, body: {} }, 404, 'NOT_FOUND'],
    ['no such read', 'GET', '/content-owners/nothing', read, 404, 'NOT_FOUND'],
    ['no such site route', 'GET', '/api/v1/sites/x/nothing', analytics, 404, 'NOT_FOUND'],
    ['no such identity route', 'GET', '/api/v1/identity/nothing', control, 404, 'NOT_FOUND'],
    ['a path that climbs', 'GET', '/content-owners/..%2f..%2fetc%2fpasswd', read, 404, 'NOT_FOUND'],
    ['PUT of events', 'PUT', '/events', { ...send, body: batch([event()]) }, 405, 'METHOD_NOT_ALLOWED'],
    ['DELETE of a summary', 'DELETE', '/content-owners/summary', read, 405, 'METHOD_NOT_ALLOWED'],
    ['PUT to the tracker', 'PUT', '/api/t', { body: visit() }, 405, 'METHOD_NOT_ALLOWED'],
    ['DELETE of all sites', 'DELETE', '/api/v1/sites', analytics, 405, 'METHOD_NOT_ALLOWED'],
    ['PUT of a key', 'PUT', '/api/v1/identity/api-keys', { ...control, body: {} }, 405, 'METHOD_NOT_ALLOWED'],
  ],
};

const counts = async () => ({
  owner: (await ownerSummary(server)).total_events,
  site: (await expect(200, server, 'GET', `/api/v1/sites/${site}/stats`, analytics)).totals,
  keys: (await expect(200, server, 'GET', '/api/v1/identity/api-keys', control)).items.length,
});
const INSIDE = /\bat [\w.$]+\(|Exception|\.java\b|byline\.\w+\.\w+|org\.|com\.|io\.helidon/;

const before = await counts();
let answered = 0;
for (const [name, cases] of Object.entries(tables)) {
  test(name, async (context) => {
    for (const [what, method, path, options, status, code] of cases) {
      await context.test(`${what}: ${status} ${code}`, async () => {
        const answer = await call(server, method, path, options);
        assert.equal(answer.status, status, answer.text.slice(0, 500));
        assert.equal(answer.json?.code, code, answer.text.slice(0, 500));
        assert.ok(answer.json.error.length > 10, 'it says what is wrong');
        assert.doesNotMatch(answer.text, INSIDE);
        answered++;
      });
    }
  });
}

test('none of it was stored', async () => {
  assert.ok(answered > 0);
  assert.deepEqual(await counts(), before);
});

test('an unknown site and one of somebody else answer alike, byte for byte', async () => {
  const answers = [];
  for (const id of ['site_unknown', site]) {
    const key = id === site ? await strangerKey() : owner;
    answers.push(await call(server, 'GET', `/api/v1/sites/${id}/stats`, { bearer: key }));
  }
  assert.equal(answers[0].status, 403);
  assert.equal(answers[0].text, answers[1].text);
});

/** A key of another organisation that may read analytics. */
async function strangerKey() {
  const minted = await expect(201, server, 'POST', '/api/v1/identity/api-keys', {
    bearer: server.session_tokens.platform,
    body: { name: 'stranger', scopes: ['analytics:read'] },
  });
  return minted.key;
}

after(() => assert.doesNotMatch(server.process.errors, /request failed/, 'the server failed on some of it'));
