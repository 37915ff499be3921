// Plays a browser to the minified script: node --test b.test.mjs
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync, existsSync } from 'node:fs';
import vm from 'node:vm';
import { webcrypto } from 'node:crypto';

const besides = ['../../../classes/byline/sites/', '../../../../main/resources/byline/sites/'];
const folder = besides.map(path => new URL(path, import.meta.url)).find(path => existsSync(new URL('b.min.js', path)));
const code = readFileSync(new URL('b.min.js', folder), 'utf8');
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A page at `address`; `answers` are the server's statuses in order, then 202; 0 is no answer at all. */
function open(address, { referrer = '', answers = [], storage = {}, dataset = {}, gpc, prerendering, width = 1200 } = {}) {
  const page = { posts: [], beacons: [], timers: [], listeners: {}, storage, dataset: { site: 'ak_test', ...dataset } };
  const listen = (type, listener) => (page.listeners[type] ??= []).push(listener);
  const move = (state, title, url) => Object.assign(location, parts(new URL(url, location.href)));
  const parts = url => ({ href: url.href, host: url.host, hostname: url.hostname, pathname: url.pathname, search: url.search });
  const location = parts(new URL(address));
  const window = {
    location, innerWidth: width, crypto: webcrypto, URL, URLSearchParams,
    navigator: { globalPrivacyControl: gpc, sendBeacon: (url, body) => page.beacons.push({ url: String(url), body: JSON.parse(body) }) > 0 },
    document: {
      referrer, prerendering, currentScript: { src: 'https://byline.example/b.js', dataset: page.dataset }, addEventListener: listen,
      get cookie() { throw new Error('read a cookie'); }, set cookie(value) { throw new Error('set a cookie'); },
    },
    history: { pushState: move, replaceState: move },
    localStorage: new Proxy(storage, { set() { throw new Error('wrote to storage'); } }),
    addEventListener: listen,
    setTimeout: (run, millis) => page.timers.push({ run, millis }),
    fetch: (url, { method, body }) => {
      const status = answers.length ? answers.shift() : 202;
      page.posts.push({ url: String(url), method, body: JSON.parse(body) });
      return status ? Promise.resolve({ status }) : Promise.reject(new TypeError('no network'));
    },
  };
  window.window = window;
  page.window = window;
  page.fire = (type, event = {}) => (page.listeners[type] ?? []).forEach(listener => listener({ type, ...event }));
  page.hits = () => page.posts.flatMap(post => post.body);
  vm.runInNewContext(code, window);
  return page;
}

const settle = () => new Promise(resolve => setImmediate(resolve));
const element = (tagName, dataset) => ({ tagName, dataset, closest: () => ({ tagName, dataset }) });

test('sends a view without query, cookie or storage', async () => {
  const page = open('https://www.news.example/a/b?mail=me@x.example#top', { referrer: 'https://chatgpt.com/' });
  await settle();
  const [{ url, method, body: [hit] }] = page.posts;
  assert.equal(url, 'https://byline.example/api/t');
  assert.equal(method, 'POST');
  assert.match(hit.i, UUID);
  assert.deepEqual({ ...hit, i: 0 }, { k: 'ak_test', t: 'view', i: 0, d: 'www.news.example', p: '/a/b', w: 'l', r: 'https://chatgpt.com/' });
});

test('picks up only the three known parameters', async () => {
  const page = open('https://a.example/?utm_source=chatgpt.com&ctx_token=t%2F1&ctx_iss=i&utm_medium=x&xctx_token=no&gclid=1');
  await settle();
  assert.deepEqual(page.hits()[0].q, { utm_source: 'chatgpt.com', ctx_token: 't/1', ctx_iss: 'i' });
});

test('says s, m or l of the window', async () => {
  for (const [width, name] of [[320, 's'], [800, 'm'], [1024, 'l'], [3000, 'l']]) {
    const page = open('https://a.example/', { width });
    await settle();
    assert.equal(page.hits()[0].w, name);
  }
});

test('does not send the site itself as a referrer', async () => {
  const page = open('https://a.example/2', { referrer: 'https://a.example/1?secret' });
  await settle();
  assert.equal(page.hits()[0].r, '');
});

test('counts a navigation within a single page once, without the referrer of the first', async () => {
  const page = open('https://a.example/1', { referrer: 'https://claude.ai/' });
  await settle();
  page.window.history.pushState({}, '', '/2?x=1');
  page.window.history.replaceState({}, '', '/2?x=2');
  await settle();
  page.window.location.pathname = '/1';
  page.fire('popstate');
  await settle();
  assert.deepEqual(page.hits().map(hit => [hit.p, hit.r]), [['/1', 'https://claude.ai/'], ['/2', ''], ['/1', '']]);
});

test('counts a return from the page cache without calling it a referral again', async () => {
  const page = open('https://a.example/1', { referrer: 'https://claude.ai/' });
  await settle();
  page.fire('pageshow', { persisted: false });
  page.fire('pageshow', { persisted: true });
  await settle();
  assert.deepEqual(page.hits().map(hit => hit.r), ['https://claude.ai/', '']);
});

test('does not count a page rendered ahead until it is shown', async () => {
  const page = open('https://a.example/1', { prerendering: true });
  await settle();
  assert.equal(page.posts.length, 0);
  page.fire('prerenderingchange');
  await settle();
  assert.equal(page.hits().length, 1);
});

test('sends a conversion from code with the token of the landing page', async () => {
  const page = open('https://a.example/?ctx_token=t1');
  await settle();
  page.window.history.pushState({}, '', '/done');
  page.window.byline('signup', { value: 9.9, currency: 'EUR' });
  page.window.byline('bare');
  await settle(); await settle();
  const [, second, signup, bare] = page.hits();
  assert.equal(second.q, undefined);
  assert.deepEqual([signup.t, signup.e, signup.v, signup.c, signup.q.ctx_token, signup.p], ['conversion', 'signup', 9.9, 'EUR', 't1', '/done']);
  assert.deepEqual([bare.e, bare.v, bare.c], ['bare', null, undefined]);
});

test('sends conversions from marked elements: links by click, forms by submit', async () => {
  const page = open('https://a.example/');
  await settle();
  page.fire('click', { target: element('A', { bylineEvent: 'download', bylineValue: '3', bylineCurrency: 'USD' }) });
  page.fire('click', { target: element('FORM', { bylineEvent: 'signup' }) });
  page.fire('submit', { target: element('FORM', { bylineEvent: 'signup' }) });
  page.fire('submit', { target: element('A', { bylineEvent: 'download' }) });
  page.fire('click', { target: { closest: () => null } });
  await settle(); await settle();
  assert.deepEqual(page.hits().slice(1).map(hit => [hit.e, hit.v, hit.c]), [['download', 3, 'USD'], ['signup', null, undefined]]);
});

for (const [why, options] of [['Global Privacy Control', { gpc: true }], ['the opt-out of the browser', { storage: { byline_ignore: '1' } }], ['the opt-out of the page', { dataset: { ignore: '' } }]]) {
  test(`is silent under ${why}`, async () => {
    const page = open('https://a.example/', options);
    page.window.byline('signup');
    page.window.history.pushState({}, '', '/2');
    page.fire('pagehide');
    await settle();
    assert.equal(page.posts.length + page.beacons.length, 0);
  });
}

test('a page may lift its opt-out', async () => {
  const page = open('https://a.example/1', { dataset: { ignore: '' } });
  delete page.dataset.ignore;
  page.window.history.pushState({}, '', '/2');
  await settle();
  assert.deepEqual(page.hits().map(hit => hit.p), ['/2']);
});

for (const status of [0, 429, 500, 503]) {
  test(`sends a hit again with the same id after ${status || 'no answer'}`, async () => {
    const page = open('https://a.example/', { answers: [status, status] });
    await settle();
    assert.deepEqual(page.timers.map(timer => timer.millis), [1000]);
    page.timers[0].run();
    await settle();
    assert.deepEqual(page.timers.map(timer => timer.millis), [1000, 2000]);
    page.timers[1].run();
    await settle();
    assert.equal(page.posts.length, 3);
    assert.equal(new Set(page.hits().map(hit => hit.i)).size, 1);
    page.fire('online');
    await settle();
    assert.equal(page.posts.length, 3, 'an answered hit is not sent again');
  });
}

for (const status of [200, 202, 400, 404, 413]) {
  test(`takes ${status} for an answer`, async () => {
    const page = open('https://a.example/', { answers: [status] });
    await settle();
    assert.equal(page.timers.length, 0);
    page.fire('pagehide');
    assert.equal(page.beacons.length, 0);
  });
}

test('gives up its timer after six tries, and goes on when the network returns', async () => {
  const page = open('https://a.example/', { answers: [0, 0, 0, 0, 0, 0, 0] });
  for (let i = 0; i < 6; i++) { await settle(); page.timers[i].run(); }
  await settle();
  assert.deepEqual(page.timers.map(timer => timer.millis), [1000, 2000, 4000, 8000, 16000, 32000]);
  page.fire('online');
  await settle();
  assert.equal(page.posts.at(-1).body.length, 1);
  page.fire('pagehide');
  assert.equal(page.beacons.length, 0);
});

test('hands what is unanswered to a beacon when the page is left', async () => {
  const page = open('https://a.example/');
  page.window.byline('late', { value: 1 });
  page.fire('pagehide');
  const [{ url, body }] = page.beacons;
  assert.equal(url, 'https://byline.example/api/t');
  assert.deepEqual(body.map(hit => hit.t), ['view', 'conversion']);
  await settle();
});

test('sends nothing twice while a request is under way', async () => {
  const page = open('https://a.example/');
  page.window.byline('one');
  page.window.byline('two');
  await settle(); await settle();
  assert.deepEqual(page.posts.map(post => post.body.length), [1, 2]);
});

test('holds at most 99 hits', async () => {
  const page = open('https://a.example/', { answers: Array(300).fill(0) });
  for (let i = 0; i < 250; i++) page.window.byline(`e${i}`);
  await settle();
  page.fire('pagehide');
  assert.equal(page.beacons[0].body.length, 99);
  assert.equal(page.beacons[0].body.at(-1).e, 'e249');
});
