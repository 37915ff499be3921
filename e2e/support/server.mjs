// Starts `./byline` as a user would and stops it by its process id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../byline', import.meta.url));
const READY_MILLIS = 240_000; // the first start may build the jar
const STOP_MILLIS = 20_000;

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

/** A new folder that is gone when the test has ended. */
export async function scratch(context) {
  const folder = await mkdtemp(join(tmpdir(), 'byline-e2e-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** One process of the launcher, with what it has said so far in `output` and `errors`. */
export class Process {
  output = '';
  errors = '';

  /** @param args of the launcher in this tree, or the path of another one and its arguments */
  constructor(...args) {
    const [command, ...rest] = args[0].startsWith('/') ? args : [launcher, ...args];
    this.child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.child);
    this.child.stdout.setEncoding('utf8').on('data', (text) => (this.output += text));
    this.child.stderr.setEncoding('utf8').on('data', (text) => (this.errors += text));
    this.ended = once(this.child, 'close').then(([code, signal]) => {
      running.delete(this.child);
      return { code, signal };
    });
  }

  /** Waits until `found(output)` is truthy, and fails when the process ends before. */
  async until(found, millis = READY_MILLIS) {
    const deadline = Date.now() + millis;
    for (;;) {
      const result = await found(this.output);
      if (result) return result;
      if (!running.has(this.child)) throw new Error(`it ended: ${this.output}\n${this.errors}`);
      if (Date.now() > deadline) throw new Error(`not within ${millis} ms: ${this.output}\n${this.errors}`);
      await sleep(20);
    }
  }

  /** Ends it and tells how it ended; one that does not is killed and is a failure. */
  async stop(signal = 'SIGTERM') {
    if (running.has(this.child)) this.child.kill(signal);
    const late = sleep(STOP_MILLIS, 'late', { ref: false });
    const end = await Promise.race([this.ended, late]);
    if (end !== 'late') return end;
    this.child.kill('SIGKILL');
    await this.ended;
    throw new Error(`did not end within ${STOP_MILLIS} ms of ${signal}:\n${this.errors}`);
  }
}

/** `./byline demo --json`, ready: what it printed, plus `origin` and `process`. */
export async function startDemo(data, port = 0) {
  const started = new Process('demo', '--json', '--port', String(port), '--data', data);
  const line = await started.until((output) => output.includes('\n') && output.slice(0, output.indexOf('\n')));
  const facts = JSON.parse(line);
  return { ...facts, origin: new URL(facts.dashboard).origin, process: started };
}

/** A demo for the whole test file, stopped when the file has ended. */
export async function useDemo() {
  const folder = await mkdtemp(join(tmpdir(), 'byline-e2e-'));
  const demo = await startDemo(folder);
  after(async () => {
    await demo.process.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return { ...demo, since: new Date(Date.now() - 60_000).toISOString() };
}

/** `./byline serve` on a folder that has data, ready. */
export async function startServe(data, port) {
  const started = new Process('serve', '--port', String(port), '--data', data);
  const origin = `http://127.0.0.1:${port}`;
  const ready = () => fetch(`${origin}/ready`).then((answer) => answer.ok, () => false);
  await started.until(ready);
  return { origin, process: started };
}
