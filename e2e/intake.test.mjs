// received = stored + duplicates + rejected + quarantined, exactly, for all that was answered, however often the server
// is killed while hits come in.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { call } from './support/api.mjs';
import { freePort, scratch, startDemo, startServe } from './support/server.mjs';

const long = process.env.BYLINE_LONG === '1';
const ROUNDS = long ? 40 : 5;
const SENDERS = 6;
const MAX_BATCHES = 60; // a sender and round; all of them stay below the site's limit
const [EARLIEST_KILL, LATEST_KILL] = [100, 2_000];

// Of each delivery so many are new, twice in it, wrong in form, and from a page that is not the site's.
const [FRESH, TWICE, WRONG] = [3, 2, 1];
const RECEIVED = FRESH + TWICE + WRONG;

function delivery(key) {
  const view = () => ({ k: key, t: 'view', p: '/storm', i: randomUUID() });
  const fresh = Array.from({ length: FRESH }, view);
  const wrong = Array.from({ length: WRONG }, () => ({ ...view(), p: 'no-slash' }));
  const foreign = Math.random() < 0.3;
  return { foreign, hits: [...fresh, ...wrong, ...fresh.slice(0, TWICE)] };
}

/** What was answered, added up. */
class Answered {
  received = 0;
  stored = 0;
  duplicates = 0;
  rejected = 0;
  quarantined = 0;

  add({ accepted, duplicates, rejected, quarantined }) {
    this.received += RECEIVED;
    this.stored += accepted;
    this.duplicates += duplicates;
    this.rejected += rejected.length;
    this.quarantined += quarantined;
  }
}

/** Why it was not taken, if it was not: it may be sent again. */
async function refusal(server, batch, answered) {
  const headers = batch.foreign ? { Origin: 'https://evil.example' } : {};
  const answer = await call(server, 'POST', '/api/t', { body: batch.hits, headers }).catch((failure) => ({ failure }));
  if (answer.failure) return String(answer.failure.cause ?? answer.failure);
  if (answer.status === 503) return answer.text;
  assert.equal(answer.status, 202, answer.text);
  answered.add(answer.json);
  return null;
}

async function sender(server, key, answered, unanswered) {
  for (let i = 0; i < MAX_BATCHES; i++) {
    const batch = delivery(key);
    if (await refusal(server, batch, answered)) return unanswered.push(batch);
  }
}

test(`the figures of a site are exact after ${ROUNDS} kills`, async (context) => {
  const [data, port] = [await scratch(context), await freePort()];
  const demo = await startDemo(data, port);
  const stats = async (server) => {
    const { json } = await call(server, 'GET', `/api/v1/sites/${demo.site.id}/stats`, { bearer: demo.api_keys.owner });
    return json.intake;
  };
  const before = await stats(demo);
  await demo.process.stop();
  const answered = new Answered();
  const forgotten = []; // without an answer when they were sent first
  let unanswered = [];

  for (let round = 1; round <= ROUNDS; round++) {
    const server = await startServe(data, port);
    context.after(() => server.process.stop());
    for (const batch of unanswered) assert.equal(await refusal(server, batch, answered), null);
    unanswered = [];
    const load = Array.from({ length: SENDERS }, () => sender(server, demo.site.key, answered, unanswered));
    await sleep(EARLIEST_KILL + Math.random() * (LATEST_KILL - EARLIEST_KILL));
    server.process.child.kill('SIGKILL');
    await Promise.all([server.process.ended, ...load]);
    forgotten.push(...unanswered);
    context.diagnostic(`round ${round}: ${answered.received} answered, ${unanswered.length} requests without an answer`);
  }

  const server = await startServe(data, port);
  for (const batch of unanswered) assert.equal(await refusal(server, batch, answered), null);
  const after = await stats(server);
  await server.process.stop();

  const counted = Object.fromEntries(Object.keys(before).map((name) => [name, after[name] - before[name]]));
  assert.ok(answered.received > ROUNDS * RECEIVED, 'the load was a load');
  assert.equal(counted.received, counted.stored + counted.duplicates + counted.rejected + counted.quarantined);

  // A request whose answer was lost is either there whole, with all its figures, or not at all.
  const lost = (counted.received - answered.received) / RECEIVED;
  assert.ok(Number.isInteger(lost) && lost >= 0 && lost <= forgotten.length, `${lost} of ${forgotten.length}`);
  assert.equal(counted.rejected - answered.rejected, lost * WRONG);
  // Sent again, its new hits were answered as duplicates: what it stored is known from the first time.
  assert.equal(counted.stored + counted.quarantined - answered.stored - answered.quarantined, lost * FRESH);
  assert.equal(counted.duplicates - answered.duplicates, lost * TWICE);
});
