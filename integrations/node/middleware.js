// Reports AI's visits and the readers AI sends from a Node server, in batches, after each answer is sent. It never
// waits for Byline, never throws into the server, and keeps a bounded number of reports while Byline is away.
import { randomUUID } from 'node:crypto';
import { hitOf } from '../visit.js';

const MOST_A_REQUEST = 200;
const PATIENCE_MILLIS = 10_000;
const LONGEST_PAUSE_MILLIS = 60_000;

/**
 * @param {{server: string, siteKey: string, delayMillis?: number, mostWaiting?: number}} options
 * @returns a middleware `(request, response, next?)` with `flush()`, and `counts` of what became of its reports
 */
export function byline({ server, siteKey, delayMillis = 1_000, mostWaiting = 5_000 }) {
  if (!URL.canParse(server)) throw new TypeError('server must be the URL of a Byline server');
  if (!siteKey) throw new TypeError('siteKey must be the key of a site (ak_…)');
  const address = new URL('/api/t', server);
  const waiting = [];
  const counts = { seen: 0, reported: 0, refused: 0, dropped: 0 };
  let timer;
  let sending;
  let pause = delayMillis;

  function report(request, response, next) {
    response.once('finish', () => {
      try {
        look(request, response);
      } catch {
        // the answer is sent; nothing here may end the process
      }
    });
    next?.();
  }

  function look(request, response) {
    const host = request.headers.host ?? 'localhost';
    const hit = hitOf({
      method: request.method,
      url: new URL(request.originalUrl ?? request.url, `http://${host}`),
      status: response.statusCode,
      userAgent: request.headers['user-agent'],
      referrer: request.headers.referer,
      type: String(response.getHeader('content-type') ?? ''),
    });
    if (!hit) return;
    counts.seen++;
    if (waiting.length >= mostWaiting) {
      waiting.shift();
      counts.dropped++;
    }
    // With a number of its own and its time, so that it may be sent again and wait.
    waiting.push({ k: siteKey, i: randomUUID(), at: new Date().toISOString(), ...hit });
    schedule(delayMillis);
  }

  function schedule(millis) {
    timer ??= setTimeout(() => {
      timer = undefined;
      void send();
    }, millis);
    timer.unref();
  }

  /** Sends what waits; a batch that gets no answer waits on and is sent again later. */
  function send() {
    sending ??= batch().finally(() => {
      sending = undefined;
      if (waiting.length > 0) schedule(pause);
    });
    return sending;
  }

  async function batch() {
    const hits = waiting.slice(0, MOST_A_REQUEST);
    if (hits.length === 0) return;
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(hits),
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    }).catch(() => undefined);
    if (answer === undefined || answer.status === 429 || answer.status >= 500) {
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
      return;
    }
    pause = delayMillis;
    const receipt = await answer.json().catch(() => ({}));
    const sent = new Set(hits);
    waiting.splice(0, waiting.length, ...waiting.filter((hit) => !sent.has(hit)));
    const refused = answer.ok ? (receipt.rejected ?? []).length : hits.length;
    counts.refused += refused;
    counts.reported += hits.length - refused;
  }

  /** Sends all that waits, once; for the end of a process. */
  async function flush() {
    clearTimeout(timer);
    timer = undefined;
    for (let before = Infinity; waiting.length > 0 && waiting.length < before;) {
      before = waiting.length;
      await send();
    }
  }

  return Object.assign(report, { flush, counts });
}
