// Makes bots.json from two maintained lists and our own additions.
//
//   npm ci && npm run update -- [YYYY-MM-DD]
//
// additions.json   ours, by hand; wins over the lists, pattern by pattern; each entry has its source and date
// refused.json     what the lists have and we do not take, with the reason
// crawler-user-agents (MIT)   patterns, purposes and dates of everything else
// isbot (Unlicense)           expressions for programs that no list names
//
// The result is committed: the jar is built by Maven alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { literal, matches, widened } from './pattern.mjs';

const require = createRequire(import.meta.url);
const here = name => new URL(name, import.meta.url);
const read = name => JSON.parse(readFileSync(here(name)));
const version = name => read(`node_modules/${name}/package.json`).version;

const upstream = require('crawler-user-agents');
const additions = read('additions.json').bots;
const refused = new Map(read('refused.json').refused.map(entry => [entry.pattern.toLowerCase(), entry.reason]));
const OLDEST = '2010-01-19'; // the first date upstream ever wrote; older entries carry none
const PURPOSES = [
  ['search-engine', 'search'], ['advertising', 'advertising'], ['seo', 'seo'], ['social-preview', 'social'],
  ['feed-reader', 'feed'], ['archiver', 'archive'], ['monitoring', 'monitoring'], ['scanner', 'security'],
  ['academic', 'research'],
];
const DIRECTORIES = /(knownagents|datadome|github|stackoverflow|useragents|wikipedia|web\.archive|google\.com\/search)/;

const bots = new Map(additions.map(bot => [bot.pattern.toLowerCase(), bot]));

function add(pattern, entry, name = pattern) {
  const key = pattern.toLowerCase();
  if (bots.has(key) || bots.has(key.replace(/\/$/, ''))) return;
  const tags = entry.tags ?? [];
  bots.set(key, {
    pattern,
    name: name.replace(/^[^a-z0-9]+|[^a-z0-9]+$/gi, ''),
    operator: operator(entry.url),
    purpose: PURPOSES.find(([tag]) => tags.includes(tag))?.[1] ?? 'other',
    ai: tags.includes('ai-crawler'),
    source: `crawler-user-agents ${version('crawler-user-agents')}`,
    added: (entry.addition_date ?? OLDEST).replaceAll('/', '-'),
  });
}

// Upstream names no operator: the host of its page is the best that can be said without guessing.
function operator(url) {
  if (!url || DIRECTORIES.test(url)) return 'Unknown';
  return new URL(/^https?:/.test(url) ? url : `http://${url}`).hostname.replace(/^www\./, '');
}

const known = userAgent => [...bots.keys()].some(pattern => matches(userAgent, pattern));
const taken = entry => !refused.has(entry.pattern.toLowerCase());

for (const entry of upstream.filter(taken)) {
  const pattern = literal(entry.pattern);
  if (pattern && (entry.instances.length === 0 || entry.instances.some(sample => matches(sample, pattern)))) add(pattern, entry);
}
// A pattern that upstream finds inside a longer word becomes that longer word, for the samples nothing else names.
for (const entry of upstream.filter(taken)) {
  const pattern = literal(entry.pattern);
  for (const sample of entry.instances) if (pattern && !known(sample)) add(widened(sample, pattern), entry, pattern);
}

const lost = upstream.filter(taken).flatMap(entry => entry.instances.filter(sample => !known(sample)));
const uncurated = [...bots.values()].filter(bot => bot.ai && !bot.source.startsWith('http'));
for (const sample of lost) console.warn(`no pattern: ${sample}`);
for (const bot of uncurated) console.warn(`AI without our own entry: ${bot.pattern}`);

const date = process.argv[2] ?? new Date().toISOString().slice(0, 10);
const sources = [
  { name: 'crawler-user-agents', version: version('crawler-user-agents'), license: 'MIT', copyright: 'Copyright (c) 2017 Martin Monperrus' },
  { name: 'isbot', version: version('isbot'), license: 'Unlicense', copyright: 'Omri Lotan' },
];
const line = entry => `    ${JSON.stringify(entry)}`;
const sorted = [...bots.values()].sort((a, b) => (a.pattern.toLowerCase() < b.pattern.toLowerCase() ? -1 : 1));
writeFileSync(here('../resources/byline/sites/bots.json'), `{
  "version": "${date}",
  "sources": [
${sources.map(line).join(',\n')}
  ],
  "bots": [
${sorted.map(line).join(',\n')}
  ],
  "unnamed": [
${require('isbot').list.map(line).join(',\n')}
  ]
}
`);
console.log(`${bots.size} patterns (${sorted.filter(bot => bot.ai).length} AI), ${lost.length} upstream samples without one`);
