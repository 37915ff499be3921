// What the launcher says when something it needs is missing: on standard error, with what to do, and nothing started.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { scratch } from './support/server.mjs';

const launcher = fileURLToPath(new URL('../byline', import.meta.url));
const TOOLS = ['cat', 'dirname', 'find', 'flock', 'grep', 'head', 'mkdir', 'readlink', 'rm', 'sed', 'sh', 'sleep', 'touch'];

const run = (command, env = process.env) => spawnSync(command, ['version'], { encoding: 'utf8', env });

function refuses({ status, stdout, stderr }, ...words) {
  assert.equal(status, 1, stderr);
  assert.equal(stdout, '');
  for (const word of words) assert.match(stderr, word);
}

test('without a JDK it says which, and how to install it', async (context) => {
  const copy = join(await scratch(context), 'byline');
  const text = await readFile(launcher, 'utf8');
  await mkdir(join(copy, '..', 'server', 'target'), { recursive: true });
  await writeFile(join(copy, '..', 'server', 'target', 'byline.jar'), '');
  await writeFile(copy, text.replace(/^minimum=\d+$/m, 'minimum=99'), { mode: 0o755 });
  refuses(run(copy), /JDK 99 or newer/, /apt-get install openjdk-99-jdk/, /JAVA_HOME=/);
});

test('with neither a jar nor sources it says so', async (context) => {
  const copy = join(await scratch(context), 'byline');
  await copyFile(launcher, copy);
  refuses(run(copy), /neither .*byline\.jar nor a source tree/);
});

test('without Maven it says how to install it', async (context) => {
  const folder = await scratch(context);
  const home = spawnSync(launcher, ['--java-home'], { encoding: 'utf8' }).stdout.trim();
  await copyFile(launcher, join(folder, 'byline'));
  await writeFile(join(folder, 'pom.xml'), '<project/>');
  await mkdir(join(folder, 'bin'));
  for (const tool of TOOLS) {
    const { stdout } = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' });
    if (stdout) await symlink(stdout.trim(), join(folder, 'bin', tool));
  }
  refuses(run(join(folder, 'byline'), { PATH: join(folder, 'bin'), JAVA_HOME: home }), /no mvn/, /apt-get install maven/);
});

test('it is found through a link, from any folder', async (context) => {
  const link = join(await scratch(context), 'linked');
  await symlink(launcher, link);
  const { status, stdout } = spawnSync(link, ['version'], { encoding: 'utf8', cwd: '/' });
  assert.equal(status, 0);
  assert.match(stdout, /^byline \d+\.\d+\.\d+/);
});
