// What the launcher says when something it needs is missing: on standard error, with what to do, and nothing started.
// What it prepares for faster starts, and that a server starts without it too.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { Process, freePort, scratch } from './support/server.mjs';

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

const linux = { skip: process.platform !== 'linux' && 'only Linux tells which files a process has mapped' };
const jar = fileURLToPath(new URL('../server/target/byline.jar', import.meta.url));

/** The launcher and the jar alone, as docs/operations.md has them copied. */
async function deployed(context) {
  const folder = await scratch(context);
  const target = join(folder, 'server', 'target');
  await mkdir(target, { recursive: true });
  await copyFile(launcher, join(folder, 'byline'));
  await copyFile(jar, join(target, 'byline.jar'));
  return { folder, target };
}

/** Starts it on a data folder of its own, and answers with the native libraries it has loaded. */
async function libraries({ folder }, data, before = '') {
  const port = await freePort();
  const words = [join(folder, 'byline'), 'serve', '--port', port, '--data', join(folder, data)];
  const server = new Process('/bin/sh', '-c', `${before} exec "$0" "$@"`, ...words);
  try {
    await server.until(() => fetch(`http://127.0.0.1:${port}/ready`).then((answer) => answer.ok, () => false));
    const maps = await readFile(`/proc/${server.child.pid}/maps`, 'utf8');
    return [...new Set(maps.match(/\/\S*(?:duckdb_java|sqlitejdbc)\S*/g))];
  } finally {
    await server.stop();
  }
}

async function prepared({ target }) {
  const names = (await readdir(target)).filter((name) => name.startsWith('start-'));
  assert.equal(names.length, 1, names.join());
  const folder = join(target, names[0]);
  return { folder, made: (await stat(join(folder, 'byline.jar'))).ino };
}

function areFrom(folder, loaded) {
  assert.equal(loaded.length, 2, loaded.join());
  for (const library of loaded) assert.equal(join(library, '..'), folder);
}

test('it unpacks libraries once for all starts, anew for another jar, and trusts no folder of others', linux, async (context) => {
  const copy = await deployed(context);
  const together = await Promise.all([libraries(copy, 'one'), libraries(copy, 'two')]);
  const first = await prepared(copy);
  for (const loaded of together) areFrom(first.folder, loaded);
  areFrom(first.folder, await libraries(copy, 'one'));
  assert.deepEqual(await prepared(copy), first);

  await rm(join(copy.target, 'byline.jar'));
  await copyFile(jar, join(copy.target, 'byline.jar'));
  areFrom(first.folder, await libraries(copy, 'one'));
  assert.notEqual((await prepared(copy)).made, first.made);

  await chmod(first.folder, 0o777);
  const alone = await libraries(copy, 'one');
  assert.equal(alone.length, 2);
  assert.ok(alone.every((library) => !library.startsWith(copy.target)), alone.join());
});

test('it starts from the jar alone, and tries no more, when the disk has no room to prepare anything', linux, async (context) => {
  const copy = await deployed(context);
  for (const data of ['one', 'one']) {
    const alone = await libraries(copy, data, 'ulimit -f 180000;'); // 92 MB a file: less than the jar, more than a library
    assert.equal(alone.length, 2);
    assert.ok(alone.every((library) => !library.startsWith(copy.target)), alone.join());
    const [name] = await readdir(copy.target).then((names) => names.filter((found) => found.startsWith('start-')));
    assert.deepEqual(await readdir(join(copy.target, name)), []);
  }
});
