// Makes agents.js from the server's own lists, so that a worker knows what the server knows: npm run update
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const list = (name) =>
  JSON.parse(readFileSync(new URL(`../server/src/main/resources/byline/sites/${name}.json`, import.meta.url), 'utf8'));

/** The text of agents.js as the lists make it today. */
export function agents() {
  const bots = list('bots');
  const referrers = list('referrers');
  const patterns = bots.bots.filter((bot) => bot.ai).map((bot) => bot.pattern);
  const others = bots.bots.filter((bot) => !bot.ai).map((bot) => bot.pattern)
    .filter((other) => patterns.some((pattern) => other.toLowerCase().includes(pattern.toLowerCase())));
  const surfaces = referrers.sources.flatMap((source) => source.surfaces.map(
    ({ host, path, query }) => [source.id, host, ...(path || query ? [path ?? ''] : []), ...(query ? [query] : [])]));
  const tags = referrers.sources.flatMap((source) => (source.utm ?? []).map((tag) => [tag, source.id]));
  const lines = (items) => items.map((item) => `  ${JSON.stringify(item)},`).join('\n');
  return `// Made by update.mjs from the server's lists of ${bots.version} and ${referrers.version}. Do not edit.

/** What AI programs call themselves in their user agent. */
export const patterns = [
${lines(patterns)}
];

/** What contains one of these and is no AI's name. */
export const others = [
${lines(others)}
];

/** Where people follow links of an AI: source, host with what is below it, and the path and query parameter, if only there. */
export const surfaces = [
${lines(surfaces)}
];

/** What an AI puts on its links as utm_source, and which it is. */
export const tags = new Map([
${lines(tags)}
]);
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(new URL('agents.js', import.meta.url), agents());
