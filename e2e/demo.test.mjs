// What a newcomer does: starts the demo, pastes what it prints, presses Ctrl-C, starts it again.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import test from 'node:test';
import { promisify } from 'node:util';
import { Process, freePort, scratch, startDemo } from './support/server.mjs';

const shell = promisify(execFile);
const curls = (output) => [...output.matchAll(/^\s*(curl .+)$/gm)].map((match) => match[1]);

/** The demo for people, once it has printed all it has to say. */
async function demo(context, data, port) {
  const started = new Process('demo', '--port', String(port), '--data', data);
  context.after(() => started.stop('SIGKILL'));
  await started.until((output) => curls(output).length >= 4);
  return started;
}

async function assertFree(port) {
  const probe = createServer().listen(port, '127.0.0.1');
  await once(probe, 'listening');
  probe.close();
}

test('the printed lines work when pasted, before and after a restart', async (context) => {
  const [data, port] = [await scratch(context), await freePort()];
  for (const time of ['first', 'second']) {
    const started = await demo(context, data, port);
    assert.match(started.output, new RegExp(`http://(127\\.0\\.0\\.1|localhost):${port}/`));
    const lines = curls(started.output);
    assert.equal(lines.length, 4);
    for (const line of lines) {
      const { stdout } = await shell('sh', ['-c', `${line} -sS -w '\\n%{http_code}'`]);
      assert.match(stdout, /\n2\d\d$/, `${time} time: ${line}\n${stdout}`);
    }
    const end = await started.stop('SIGINT');
    assert.ok(end.code === 0 || end.code === 130, JSON.stringify(end));
    assert.doesNotMatch(started.errors, /Exception|WARNING/);
    await assertFree(port);
  }
});

test('--json prints one line and nothing else', async (context) => {
  const started = await startDemo(await scratch(context));
  await started.process.stop();
  assert.deepEqual(started.process.output.trimEnd().split('\n').length, 1);
  const { origin, process, ...facts } = started;
  assert.deepEqual(Object.keys(facts).sort(), [
    'api_keys', 'dashboard', 'organizations', 'session_tokens', 'sign_in_url', 'site',
  ]);
  assert.match(facts.api_keys.owner, /^oat_pub_[0-9A-Za-z]{49}$/);
  assert.match(facts.api_keys.platform, /^oat_pk_[0-9A-Za-z]{49}$/);
  assert.match(facts.site.key, /^ak_/);
});

test('a port that is taken is said plainly', async (context) => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  context.after(() => holder.close());
  const { port } = holder.address();
  const started = new Process('demo', '--port', String(port), '--data', await scratch(context));
  context.after(() => started.stop('SIGKILL'));
  const end = await started.ended;
  assert.notEqual(end.code, 0);
  assert.match(started.errors, new RegExp(String(port)));
  assert.doesNotMatch(started.errors, /^\s+at /m);
});

test('help and version answer, an unknown command does not start anything', async () => {
  const say = async (...args) => {
    const started = new Process(...args);
    const end = await started.ended;
    return { ...end, output: started.output, errors: started.errors };
  };
  const help = await say('help');
  assert.equal(help.code, 0);
  for (const command of ['demo', 'serve', 'version']) assert.match(help.output, new RegExp(`\\b${command}\\b`));
  const version = await say('version');
  assert.equal(version.code, 0);
  assert.match(version.output, /\d+\.\d+\.\d+/);
  const unknown = await say('frobnicate');
  assert.notEqual(unknown.code, 0);
  assert.match(unknown.errors, /frobnicate/);
  assert.equal(unknown.output, '');
});
