// Makes b.min.js of server/src/main/resources/byline/sites/b.js; with --check only says whether it is up to date.
//
//   npm ci && npm run build
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { minify } from 'terser';

const MOST = 1000; // bytes, gzipped
const source = new URL('../resources/byline/sites/b.js', import.meta.url);
const target = new URL('../resources/byline/sites/b.min.js', import.meta.url);

const { code } = await minify(readFileSync(source, 'utf8'), {
  ecma: 2019,
  compress: { passes: 3, unsafe_arrows: true, booleans_as_integers: false },
  mangle: true,
  format: { comments: false },
});
const size = gzipSync(code, { level: 9 }).length;
console.log(`${code.length} bytes, ${size} gzipped`);
if (size > MOST) throw new Error(`more than ${MOST} bytes gzipped`);
if (!process.argv.includes('--check')) writeFileSync(target, code);
else if (readFileSync(target, 'utf8') !== code) throw new Error('b.min.js is not what b.js makes: npm run build');
