// The published npm client, unchanged, against a running server.
import { MCPSessionTracker, TelemetryClient, extractCitationUrls } from '@openattribution/telemetry';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { expect, ownerEvents, ownerSummary, pages, tally } from './support/api.mjs';
import { useDemo } from './support/server.mjs';

const event = (type, contentUrl, more = {}) => ({
  id: randomUUID(),
  type,
  timestamp: new Date().toISOString(),
  contentUrl,
  ...more,
});

const server = await useDemo();
const clientWith = (apiKey) =>
  new TelemetryClient({ endpoint: server.origin, apiKey, failSilently: false, maxRetries: 0 });
const client = clientWith(server.api_keys.platform);
const seen = async (where) => where.mine(await ownerEvents(server, { since: server.since }));

test('recordEvents brings the owner exactly the events on its pages', async () => {
  const { page, ...where } = pages(server, 'record');
  const events = [
    event('content_retrieved', page('a'), { sourceRole: 'agent', contentTelemetryId: randomUUID() }),
    event('content_grounded', page('a'), { turnId: 'turn-1' }),
    event('content_cited', page('a'), { data: { citation_type: 'paraphrase', position: 'primary' } }),
    event('content_displayed', page('a')),
    event('content_engaged', page('b'), { data: { engagement_type: 'link_click' } }),
  ];
  const before = await ownerSummary(server);
  const sessionId = await client.startSession({ contentScope: 'e2e', agentId: 'e2e-agent', externalSessionId: 'c-1' });
  const elsewhere = event('content_retrieved', 'https://elsewhere.example/x', { sourceRole: 'agent' });
  await client.recordEvents(sessionId, [...events, elsewhere]);

  const items = await seen(where);
  assert.deepEqual(items.map((i) => i.event_id).sort(), events.map((e) => e.id).sort());
  for (const sent of events) {
    const item = items.find((i) => i.event_id === sent.id);
    assert.equal(item.session_id, sessionId);
    assert.equal(item.content_url, sent.contentUrl);
    assert.equal(Date.parse(item.event_timestamp), Date.parse(sent.timestamp));
    assert.equal(item.agent_id, 'e2e-agent');
  }
  const after = await ownerSummary(server);
  assert.equal(after.total_events - before.total_events, events.length);
  assert.equal(after.total_sessions - before.total_sessions, 1);
  const grown = (word) =>
    (tally(after.events_by_type, 'event_type', 'count')[word] ?? 0) -
    (tally(before.events_by_type, 'event_type', 'count')[word] ?? 0);
  assert.equal(grown('content_retrieved'), 1);
  assert.equal(grown('content_cited'), 1);
  assert.equal(grown('content_engaged'), 1);
});

test('urls counts events and sessions for each page', async () => {
  const { page, ...where } = pages(server, 'urls');
  for (let session = 0; session < 2; session++) {
    const sessionId = await client.startSession({});
    await client.recordEvents(sessionId, [event('content_retrieved', page('hot'), { sourceRole: 'agent' })]);
    await client.recordEvents(sessionId, [event('content_cited', page('hot'))]);
  }
  const query = new URLSearchParams({ since: server.since, limit: 1000 });
  const { items } = await expect(200, server, 'GET', `/content-owners/urls?${query}`, { key: server.api_keys.owner });
  const [hot] = where.mine(items);
  assert.equal(hot.total_events, 4);
  assert.equal(hot.unique_sessions, 2);
  assert.deepEqual(tally(hot.event_types, 'event_type', 'count'), { content_retrieved: 2, content_cited: 2 });
});

test('a repeated delivery is stored once', async () => {
  const { page, ...where } = pages(server, 'repeat');
  const events = [event('content_retrieved', page('a'), { sourceRole: 'agent' })];
  const sessionId = await client.startSession({});
  await client.recordEvents(sessionId, events);
  await client.recordEvents(sessionId, events);
  assert.equal((await seen(where)).length, 1);
});

test('an ended session takes no more events, and ending it again is no error', async () => {
  const { page, ...where } = pages(server, 'ended');
  const sessionId = await client.startSession({});
  await client.endSession(sessionId, { type: 'conversion', valueAmount: 4999, currency: 'EUR' });
  await client.endSession(sessionId, { type: 'conversion', valueAmount: 4999, currency: 'EUR' });
  const late = client.recordEvents(sessionId, [event('content_retrieved', page('a'), { sourceRole: 'agent' })]);
  await assert.rejects(late, /HTTP 400/);
  assert.deepEqual(await seen(where), []);
});

test('uploadSession stores a whole session once', async () => {
  const { page, ...where } = pages(server, 'bulk');
  const turn = { privacyLevel: 'minimal', queryText: 'never to be stored', queryTokens: 12 };
  const session = {
    sessionId: randomUUID(),
    agentId: 'e2e-agent',
    startedAt: new Date(Date.now() - 5_000).toISOString(),
    endedAt: new Date().toISOString(),
    events: [
      event('turn_started', undefined, { turnId: 't1', turn }),
      event('content_retrieved', page('a'), { sourceRole: 'agent' }),
      event('content_cited', page('a'), { data: { citation_type: 'reference' } }),
    ],
    outcome: { type: 'browse' },
  };
  assert.equal(await client.uploadSession(session), session.sessionId);
  assert.equal(await client.uploadSession(session), session.sessionId);
  const items = await seen(where);
  assert.deepEqual(items.map((i) => i.event_id).sort(), session.events.slice(1).map((e) => e.id).sort());
  assert.ok(items.every((i) => i.session_id === session.sessionId));
  assert.ok(!JSON.stringify(items).includes('never to be stored'));
});

test('the MCP tracker chains tool calls into one session, up to the checkout', async () => {
  const { page, ...where } = pages(server, 'mcp');
  const tracker = new MCPSessionTracker(client, 'e2e-shop');
  await tracker.trackRetrieved('chat-1', [page('a'), page('b')]);
  await tracker.trackCited('chat-1', extractCitationUrls(`See [this](${page('a')}).`), { citationType: 'reference' });
  await tracker.trackEngaged('chat-1', [page('a')], { engagementType: 'link_click' });
  assert.equal(tracker.sessionCount, 1);
  await tracker.trackCheckout('chat-1', { type: 'completed', valueAmount: 4999, currency: 'USD' });
  assert.equal(tracker.sessionCount, 0);
  await tracker.trackRetrieved(undefined, [page('c')]);

  const items = await seen(where);
  assert.deepEqual(
    items.map((i) => `${i.event_type} ${i.content_url.at(-1)}`).sort(),
    ['content_cited a', 'content_engaged a', 'content_retrieved a', 'content_retrieved b', 'content_retrieved c'],
  );
  assert.equal(new Set(items.map((i) => i.session_id)).size, 2);
});

test('a wrong key is told so, and nothing is stored', async () => {
  const { page, ...where } = pages(server, 'wrong-key');
  const stranger = clientWith('oat_pk_' + 'x'.repeat(49));
  await assert.rejects(stranger.startSession({}), /HTTP 401/);
  const send = stranger.recordEvents(randomUUID(), [event('content_retrieved', page('a'), { sourceRole: 'agent' })]);
  await assert.rejects(send, /HTTP 401/);
  assert.deepEqual(await seen(where), []);
});
