// A 2xx is a promise: whatever was acknowledged is there exactly once after the server was killed at any moment.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, ownerEvents } from './support/api.mjs';
import { freePort, scratch, startDemo, startServe } from './support/server.mjs';

const long = process.env.BYLINE_LONG === '1';
const ROUNDS = long ? 40 : 5;
const SENDERS = 6;
const BATCH = 20;
const MAX_BATCHES = 150; // a sender and round
const [EARLIEST_KILL, LATEST_KILL] = [100, 2_000];

/** Deliveries of one sender: some with a session, some without, all with ids that are known before they are sent. */
function delivery(prefix) {
  const events = Array.from({ length: BATCH }, (_, i) => ({
    id: randomUUID(),
    type: 'content_retrieved',
    timestamp: new Date().toISOString(),
    source_role: 'edge',
    content_url: `${prefix}${i}`,
  }));
  const session = Math.random() < 0.5 ? { session_id: randomUUID() } : {};
  return { document_type: 'event_batch', schema_version: '1.0', ...session, events };
}

/** Sends until the server is gone; what got no answer is kept for the next round. */
async function sender(server, key, prefix, acknowledged, unanswered) {
  for (let i = 0; i < MAX_BATCHES; i++) {
    const body = delivery(prefix);
    if (!(await sent(server, key, body, acknowledged))) return unanswered.push(body);
  }
}

async function sent(server, key, body, acknowledged) {
  const answer = await call(server, 'POST', '/events', { key, body }).catch(() => undefined);
  if (answer === undefined) return false;
  if (answer.status === 503) return false; // overloaded, not accepted
  assert.equal(answer.status, 201, answer.text);
  body.events.forEach((event) => acknowledged.add(event.id));
  return true;
}

test(`every acknowledged event is found exactly once after ${ROUNDS} kills`, async (context) => {
  const [data, port] = [await scratch(context), await freePort()];
  const since = new Date(Date.now() - 60_000).toISOString();
  const { process: first, api_keys: keys, site } = await startDemo(data, port);
  await first.stop();
  const prefix = `https://${site.domain}/kill/${randomUUID()}/`;
  const acknowledged = new Set();
  const known = new Set();
  let unanswered = [];

  for (let round = 1; round <= ROUNDS; round++) {
    const server = await startServe(data, port);
    const retries = unanswered;
    unanswered = [];
    for (const body of retries) assert.ok(await sent(server, keys.platform, body, acknowledged), 'a retry was refused');

    const load = Array.from({ length: SENDERS }, () => sender(server, keys.platform, prefix, acknowledged, unanswered));
    await sleep(EARLIEST_KILL + Math.random() * (LATEST_KILL - EARLIEST_KILL));
    server.process.child.kill('SIGKILL');
    await Promise.all([server.process.ended, ...load]);
    unanswered.forEach((body) => body.events.forEach((event) => known.add(event.id)));
    context.diagnostic(`round ${round}: ${acknowledged.size} acknowledged, ${unanswered.length * BATCH} without an answer`);
  }

  const server = await startServe(data, port);
  const found = new Map();
  for (const item of await ownerEvents(server, { since, key: keys.owner })) {
    if (item.content_url.startsWith(prefix)) found.set(item.event_id, (found.get(item.event_id) ?? 0) + 1);
  }
  await server.process.stop();
  assert.ok(acknowledged.size > ROUNDS * BATCH, 'the load was a load');
  assert.deepEqual([...acknowledged].filter((id) => !found.has(id)), [], 'acknowledged and lost');
  assert.deepEqual([...found].filter(([, times]) => times > 1), [], 'found more than once');
  assert.deepEqual([...found.keys()].filter((id) => !acknowledged.has(id) && !known.has(id)), [], 'found and never sent');
});
