// The log formats that docs/access-logs.md shows, written by the real servers and read by `byline import` and `tail`.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, mintKey } from './support/api.mjs';
import { freePort, Process, scratch, useDemo } from './support/server.mjs';

const GPT = 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const server = await useDemo();
const minted = await mintKey(server, 'logs', ['telemetry:write']);
const document = await readFile(new URL('../docs/access-logs.md', import.meta.url), 'utf8');
const snippet = (language) => new RegExp('```' + language + '\\n([^`]*)```').exec(document)[1];
let sites = 0;

async function newSite() {
  const domain = `log${++sites}.${server.site.domain}`;
  return expect(201, server, 'POST', '/api/v1/identity/sites', { bearer: server.session_tokens.owner, body: { domain } });
}

const totals = async (site) =>
  (await expect(200, server, 'GET', `/api/v1/sites/${site.id}/stats`, { bearer: server.api_keys.owner })).totals;

async function visit(port, host, path, headers) {
  const sent = request({ port, host: '127.0.0.1', path, headers: { Host: host, ...headers } }).end();
  const [answer] = await once(sent, 'response');
  await answer.toArray();
  return answer.statusCode;
}

/** A bot on a page and on one that is missing, a reader from an assistant, and two who come from elsewhere. */
async function visitors(port, host) {
  assert.equal(await visit(port, host, '/', { 'User-Agent': GPT }), 200);
  assert.equal(await visit(port, host, '/missing', { 'User-Agent': GPT }), 404);
  await visit(port, host, '/?utm_medium=x', { 'User-Agent': FIREFOX, Referer: 'https://chatgpt.com/' });
  await visit(port, host, '/', { 'User-Agent': FIREFOX, Referer: 'https://news.example/' });
  await visit(port, host, '/', { 'User-Agent': `a "quoted\\ agent\tof nobody ü` .replace(/[^\x20-\x7e]/g, '?') });
}

async function start(context, command, args, port, env = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  context.after(async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
  for (let tries = 0; ; tries++) {
    if (await visit(port, 'probe.example', '/', { 'User-Agent': FIREFOX }).catch(() => undefined)) return child;
    assert.ok(tries < 200 && child.exitCode === null, `${command} did not start: ${said}`);
    await sleep(50);
  }
}

async function startNginx(context, folder) {
  const port = await freePort();
  const log = join(folder, 'access.log');
  await mkdir(join(folder, 'html'), { recursive: true });
  await writeFile(join(folder, 'html', 'index.html'), '<h1>Hello</h1>');
  const format = snippet('nginx').replace('/var/log/nginx/access.log', log);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`).join('\n');
  await writeFile(join(folder, 'nginx.conf'), `
    ${process.getuid() === 0 ? 'user root;' : ''} daemon off; pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')};
    events {}
    http { ${temporary} ${format}
      server { listen 127.0.0.1:${port}; root ${join(folder, 'html')}; } }`);
  const child = await start(context, '/usr/sbin/nginx', ['-p', folder, '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')], port);
  return { port, log, child };
}

async function startCaddy(context, folder) {
  const port = await freePort();
  const log = join(folder, 'access.log');
  await mkdir(join(folder, 'html'), { recursive: true });
  await writeFile(join(folder, 'html', 'index.html'), '<h1>Hello</h1>');
  const site = /```\n(example\.com \{[^`]*)```/.exec(document)[1]
    .replace('example.com {', `:${port} {\n root * ${join(folder, 'html')}\n file_server`)
    .replace('/var/log/caddy/access.log', log);
  await writeFile(join(folder, 'Caddyfile'), `{\n admin off\n auto_https off\n}\n${site}`);
  await start(context, 'caddy', ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], port,
    { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder });
  return { port, log };
}

async function keyFile(folder) {
  const file = join(folder, 'key');
  await writeFile(file, `${minted.key}\n`, { mode: 0o600 });
  return file;
}

for (const [name, startIt] of [['nginx', startNginx], ['Caddy', startCaddy]]) {
  test(`a log that ${name} writes is imported`, async (context) => {
    const [folder, site] = [await scratch(context), await newSite()];
    const { port, log } = await startIt(context, folder);
    await visitors(port, site.domain);
    for (let tries = 0; (await readFile(log, 'utf8')).trim().split('\n').length < 5 && tries < 100; tries++) await sleep(50);
    const importer = new Process('import', '--server', server.origin, '--key-file', await keyFile(folder),
      '--site', site.id, '--state', join(folder, 'state'), '--json', log);
    const { code } = await importer.ended;
    assert.equal(code, 0, importer.errors);
    const { counts } = JSON.parse(importer.output);
    assert.equal(counts.stored, 3, importer.output);
    assert.deepEqual(counts.malformed, {});
    assert.deepEqual(await totals(site), { bot_visits: 2, referrals: 1, conversions: 0 });
  });
}

test('a log that nginx writes is followed through its rotation, and nothing is lost or counted twice', async (context) => {
  const [folder, site] = [await scratch(context), await newSite()];
  const { port, log, child } = await startNginx(context, folder);
  const tail = async () => new Process('tail', '--server', server.origin, '--key-file', await keyFile(folder),
    '--site', site.id, '--state', join(folder, 'state'), '--delay', '1', log);
  let visits = 0;
  const come = async (count) => {
    for (let i = 0; i < count; i++, visits++) await visit(port, site.domain, `/?${visits}`, { 'User-Agent': GPT });
  };
  const arrived = async (process) => process.until(async () => (await totals(site)).bot_visits >= visits, 30_000);

  let following = await tail();
  await come(5);
  await arrived(following);
  await rename(log, `${log}.1`);
  await come(5);
  child.kill('SIGUSR1');
  await come(5);
  await arrived(following);
  assert.equal((await following.stop('SIGKILL')).signal, 'SIGKILL');
  await come(5);
  following = await tail();
  await arrived(following);
  assert.equal((await following.stop('SIGTERM')).code, 143);
  assert.deepEqual(await totals(site), { bot_visits: visits, referrals: 0, conversions: 0 });
});
