// `byline import` of a large log through kills of the importer and of the server: every line is counted once.
import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from './support/api.mjs';
import { freePort, Process, scratch, startDemo, startServe } from './support/server.mjs';

const long = process.env.BYLINE_LONG === '1';
const LINES = long ? 10_000_000 : 400_000;
const KILLS = long ? 6 : 2;
const MOST_GROWTH = 1.25; // of the importer's memory between the first and the second half
const DAY = 86_400_000;

const AGENTS = {
  gpt: 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  claude: 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)',
  google: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
};
const BROWSERS = Array.from({ length: 200 }, (_, i) =>
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1${i % 40}.0.${i}.0 Safari/537.36`);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Of a hundred lines 3 are GPTBot, 2 ClaudeBot, 1 a referral, 5 Googlebot, the others people's. */
function kind(number) {
  const place = number % 100;
  if (place < 3) return ['gpt', 'GET /article/', '-', AGENTS.gpt];
  if (place < 5) return ['claude', 'GET /article/', '-', AGENTS.claude];
  if (place < 6) return ['referral', 'GET /article/', 'https://chatgpt.com/', BROWSERS[number % 200]];
  if (place < 11) return ['google', 'GET /article/', '-', AGENTS.google];
  if (place < 60) return ['part', 'GET /static/', 'https://harbour-times.example/article/1', BROWSERS[number % 200]];
  return ['person', 'GET /article/', 'https://www.google.com/', BROWSERS[number % 200]];
}

function stamp(millis) {
  const at = new Date(millis);
  const two = (n) => String(n).padStart(2, '0');
  return `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}:` +
    `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

async function writeLog(path) {
  const counts = {};
  const out = createWriteStream(path, { highWaterMark: 1 << 22 });
  const begin = Date.now() - 30 * DAY;
  let chunk = [];
  for (let number = 0; number < LINES; number++) {
    const [name, request, referrer, agent] = kind(number);
    counts[name] = (counts[name] ?? 0) + 1;
    chunk.push(`203.0.113.${number % 250} - - [${stamp(begin + Math.floor((number / LINES) * 29 * DAY))}] ` +
      `"${request}${number % 5000} HTTP/2.0" 200 ${1000 + (number % 9000)} "${referrer}" "${agent}"\n`);
    if (chunk.length === 10_000) {
      if (!out.write(chunk.join(''))) await once(out, 'drain');
      chunk = [];
    }
  }
  out.end(chunk.join(''));
  await once(out, 'finish');
  return counts;
}

const resident = async (pid) =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1] ?? 0);

test(`a log of ${LINES} lines is counted exactly through ${KILLS} kills of either side`, async (context) => {
  const folder = await scratch(context);
  const [data, state, log, keyFile] = ['data', 'state', 'access.log', 'key'].map((name) => join(folder, name));
  const port = await freePort();
  const { process: demo, api_keys: keys, session_tokens: tokens, ...facts } = await startDemo(data, port);
  const minted = await expect(201, { origin: facts.origin }, 'POST', '/api/v1/identity/api-keys',
    { bearer: tokens.owner, body: { name: 'import', scopes: ['telemetry:write', 'analytics:read'] } });
  const site = await expect(201, { origin: facts.origin }, 'POST', '/api/v1/identity/sites',
    { bearer: tokens.owner, body: { domain: 'log.harbour-times.example' } });
  await demo.stop();
  await writeFile(keyFile, minted.key);
  const counts = await writeLog(log);
  const bytes = (await stat(log)).size;

  let server = await startServe(data, port);
  context.after(() => server.process.stop());
  const run = () => new Process('import', '--server', server.origin, '--key-file', keyFile, '--state', state,
    '--site', 'log.harbour-times.example', '--json', log);

  for (let kill = 0; kill < KILLS; kill++) {
    const importer = run();
    await importer.until(() => readdir(state).then((files) => files.length > 0, () => false), 120_000);
    await sleep(200 + Math.random() * (long ? 4_000 : 600));
    if (kill % 2 === 0) {
      importer.child.kill('SIGKILL');
    } else {
      server.process.child.kill('SIGKILL');
      await server.process.ended;
      server = await startServe(data, port);
    }
    if (kill % 2 === 0) await importer.ended;
    else await importer.stop('SIGKILL');
    context.diagnostic(`after kill ${kill + 1}: ${await stored(server, keys, site)} stored`);
  }

  const importer = run();
  const samples = [];
  const began = Date.now();
  const sampler = setInterval(async () => samples.push(await resident(importer.child.pid)), 200);
  const { code } = await importer.ended;
  clearInterval(sampler);
  const seconds = (Date.now() - began) / 1000;
  assert.equal(code, 0, importer.errors);
  const said = JSON.parse(importer.output);
  const sum = (map) => Object.values(map).reduce((a, b) => a + b, 0);
  assert.equal(said.counts.lines, LINES);
  assert.equal(said.counts.lines, said.counts.stored + said.counts.duplicates +
    sum(said.counts.skipped) + sum(said.counts.rejected) + sum(said.counts.malformed));
  assert.equal(said.counts.stored + said.counts.duplicates, counts.gpt + counts.claude + counts.referral);

  const stats = await read(server, keys, site);
  assert.deepEqual(stats.totals, { bot_visits: counts.gpt + counts.claude, referrals: counts.referral, conversions: 0 });
  assert.deepEqual(Object.fromEntries(stats.bot_breakdown.map((bot) => [bot.bot_name, bot.count])),
    { GPTBot: counts.gpt, ClaudeBot: counts.claude });

  // Once more from the beginning without a checkpoint: nothing is stored twice, at full speed.
  const again = new Process('import', '--server', server.origin, '--key-file', keyFile, '--state', join(folder, 'other'),
    '--site', site.id, '--json', log);
  const memory = [];
  const watch = setInterval(async () => memory.push(await resident(again.child.pid)), 200);
  const start = Date.now();
  assert.equal((await again.ended).code, 0, again.errors);
  clearInterval(watch);
  const repeated = JSON.parse(again.output).counts;
  assert.equal(repeated.stored, 0);
  assert.equal(repeated.duplicates, counts.gpt + counts.claude + counts.referral);
  assert.deepEqual((await read(server, keys, site)).totals, stats.totals);
  const half = Math.floor(memory.length / 2);
  const [early, late] = [Math.max(...memory.slice(0, half)), Math.max(...memory.slice(half))];
  const rate = (lines, took) => `${Math.round(lines / took).toLocaleString('en')} lines/s`;
  context.diagnostic(`${(bytes / 1e6).toFixed(0)} MB; the last run took ${seconds} s for ` +
    `${LINES - said.lines_before} lines; all of it again ${rate(LINES, (Date.now() - start) / 1000)} with the start; ` +
    `resident ${Math.round(early / 1024)} MiB, then ${Math.round(late / 1024)} MiB`);
  if (long) assert.ok(late < early * MOST_GROWTH, `memory grew from ${early} to ${late} kB`);
});

async function read(server, keys, site) {
  const day = (back) => new Date(Date.now() - back * DAY).toISOString().slice(0, 10);
  return expect(200, server, 'GET', `/api/v1/sites/${site.id}/stats?start=${day(40)}&end=${day(0)}`, { bearer: keys.owner });
}

const stored = (server, keys, site) =>
  read(server, keys, site).then(({ totals }) => totals.bot_visits + totals.referrals);
