// Stands in front of a site at Cloudflare: passes every request on as it came, and reports the few that are an AI's
// visit or a reader an AI sent once the page is on its way. A report that fails, hangs or throws changes no page.
//   BYLINE_SERVER   where Byline is, such as https://byline.example.com
//   BYLINE_SITE_KEY the site's public key (ak_…)
import { hitOf } from '../visit.js';

const PATIENCE_MILLIS = 5_000;
const SIGN_OF_LIFE_MILLIS = 3_600_000;
let seen = 0; // of this instance

export default {
  async fetch(request, env, context) {
    context.passThroughOnException();
    const response = await fetch(request);
    try {
      context.waitUntil(report(request, response, env).catch(() => {}));
    } catch {
      // the page matters more
    }
    return response;
  },
};

async function report(request, response, env) {
  if (!env.BYLINE_SERVER || !env.BYLINE_SITE_KEY) return;
  const url = new URL(request.url);
  const hit = hitOf({
    method: request.method,
    url,
    status: response.status,
    userAgent: request.headers.get('User-Agent') ?? '',
    referrer: request.headers.get('Referer') ?? undefined,
    type: response.headers.get('Content-Type') ?? '',
  });
  const about = request.cf ?? {};
  await Promise.allSettled([
    hit && post(env, '/api/t', {
      k: env.BYLINE_SITE_KEY,
      i: crypto.randomUUID(),
      ...hit,
      ...(about.country && { country: about.country }),
      ...(hit.t === 'bot' && about.city && { city: about.city }),
      ...(hit.t === 'bot' && about.asn && { asn: about.asn }),
    }),
    signOfLife(url, env),
  ]);
}

/** Lets the site's page say that its worker runs. */
async function signOfLife(url, env) {
  if (url.pathname !== '/' || Date.now() - seen < SIGN_OF_LIFE_MILLIS) return;
  seen = Date.now();
  await post(env, '/api/integrations/cloudflare/verify', { key: env.BYLINE_SITE_KEY, domain: url.hostname, type: 'worker' });
}

const post = (env, path, body) => fetch(new URL(path, env.BYLINE_SERVER), {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
  signal: AbortSignal.timeout(PATIENCE_MILLIS),
});
