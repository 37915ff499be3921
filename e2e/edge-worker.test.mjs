// The bodies that three generations of published edge workers send: one event a request, with a publisher's own key.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { call, expect, mintKey, ownerEvents, ownerSummary, pages } from './support/api.mjs';
import { useDemo } from './support/server.mjs';

const IP_HASH = `sha256:${'ab'.repeat(32)}`;

const visit = (contentUrl, more = {}, data = {}) => ({
  id: randomUUID(),
  type: 'content_retrieved',
  timestamp: new Date().toISOString(),
  source_role: 'edge',
  content_url: contentUrl,
  ...more,
  data: {
    user_agent: 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    cache_status: 'HIT',
    response_status: 200,
    response_bytes: 5120,
    asn: 8075,
    asn_org: 'Microsoft',
    country: 'US',
    ...data,
  },
});

const generations = [
  {
    name: 'first: events alone, old names',
    body: (url) => ({ events: [visit(url, { oa_telemetry_id: 'not-a-uuid' }, { bot_category: 'training', ip_hash: IP_HASH })] }),
  },
  {
    name: 'second: schema_version 0.1',
    body: (url) => ({
      schema_version: '0.1',
      events: [visit(url, { oa_telemetry_id: randomUUID() }, { bot_category: 'training', ip_hash: IP_HASH })],
    }),
  },
  {
    name: 'third: event_batch 1.0',
    body: (url, domain) => ({
      document_type: 'event_batch',
      schema_version: '1.0',
      manifest_ref: `https://${domain}/.well-known/content-telemetry.json`,
      events: [visit(url, { content_telemetry_id: randomUUID() }, { purpose: 'training' })],
    }),
  },
];

const server = await useDemo();
const minted = await mintKey(server, 'edge worker', ['telemetry:write']);
const seen = async (where) => where.mine(await ownerEvents(server, { since: server.since }));

test('the minted key is a publisher key', () => assert.match(minted.key, /^oat_pub_[0-9A-Za-z]{49}$/));

for (const generation of generations) {
  for (const [header, credential] of [['X-API-Key', 'key'], ['Authorization: Bearer', 'bearer']]) {
    test(`${generation.name}, with ${header}`, async () => {
      const { page, ...where } = pages(server, 'edge');
      const body = generation.body(page('article'), server.site.domain);
      const options = { body, [credential]: minted.key };
      const receipt = await expect(201, server, 'POST', '/events', options);
      assert.equal(receipt.status, 'ok');
      assert.equal(receipt.events_created, 1);
      const again = await expect(201, server, 'POST', '/events', options);
      assert.equal(again.events_created, 0);

      const [item, ...more] = await seen(where);
      assert.deepEqual(more, []);
      assert.equal(item.event_id, body.events[0].id);
      assert.equal(item.source_role, 'edge');
      assert.equal(item.session_id, null);
      assert.ok(!JSON.stringify(item).includes(IP_HASH), 'the address hash is withdrawn from the format');
      assert.equal(item.content_telemetry_id ?? null, body.events[0].content_telemetry_id ??
        (body.events[0].oa_telemetry_id === 'not-a-uuid' ? null : body.events[0].oa_telemetry_id));
    });
  }
}

test('/edge/events takes the same', async () => {
  const { page, ...where } = pages(server, 'alias');
  await expect(201, server, 'POST', '/edge/events', { key: minted.key, body: { events: [visit(page('a'))] } });
  assert.equal((await seen(where)).length, 1);
});

test('old and new names of the purpose count as one', async () => {
  const { agents } = await ownerSummary(server);
  const training = agents.filter((agent) => agent.purpose === 'training' && /GPTBot/.test(agent.bot_name));
  assert.ok(training.length >= 1, JSON.stringify(agents));
  assert.ok(training.every((agent) => agent.bot_category === 'training'));
});

test('the key writes for its own domains only', async () => {
  const body = { events: [visit('https://somebody-else.example/a')] };
  const refused = await expect(403, server, 'POST', '/events', { key: minted.key, body });
  assert.equal(refused.code, 'DOMAIN_NOT_BOUND');
});

test('the key does not read', async () => {
  const refused = await expect(403, server, 'GET', '/content-owners/summary', { key: minted.key });
  assert.equal(refused.code, 'MISSING_SCOPE');
});

test('two different keys in one request are refused', async () => {
  const body = { events: [visit(pages(server, 'two').page('a'))] };
  const both = { key: minted.key, bearer: server.api_keys.owner, body };
  assert.equal((await call(server, 'POST', '/events', both)).status, 400);
});
