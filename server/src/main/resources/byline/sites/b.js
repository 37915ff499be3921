/*
 * Byline's script: tells a publisher's own server which pages are read and what comes of visits that AI sends.
 *
 *   <script defer src="https://byline.example/b.js" data-site="ak_…"></script>
 *
 *   byline('signup', {value: 9.90, currency: 'EUR'})                      a conversion, from code
 *   <a data-byline-event="download" href="…">                             one by click
 *   <form data-byline-event="signup" data-byline-value="9.90"
 *         data-byline-currency="EUR">                                     one by submit
 *
 * It sets no cookie, stores nothing, reads nothing that tells two browsers apart, and calls one address only.
 * It stays silent under Global Privacy Control, where localStorage has `byline_ignore`, and while its own element has
 * the attribute `data-ignore`, which a page may set and take away. No eval and nothing inline: a policy needs
 * `script-src` and `connect-src` with the script's origin, no more.
 *
 * What it sends: POST {script's origin}/api/t, text/plain so that no pre-flight is needed, a JSON array of
 *   k  site key                       t  "view" or "conversion"        i  random UUID of this hit
 *   d  host of the page               p  its path, never its query     w  width of the window: s, m, l
 *   r  referrer from another host, of the first view only
 *   q  of the query only utm_source, ctx_token and ctx_iss, where the page's address has them; a conversion carries
 *      the last ones seen on this page load, so that it can be joined to a click without anything being stored
 *   e, v, c  a conversion's name, value and currency
 *
 * A view that AI sent is one hit: the server finds the referral in `r` and `q`, and never counts it twice. Workers at
 * the edge, which see no views, send t:"referral" with `s`, or t:"bot" with `ua`, to the same address.
 *
 * A hit stays in the queue until the server has answered. No answer, 429 or 5xx: it is sent again, at once with the next
 * hit or when the network returns, else after 1, 2, 4 … 32 seconds. What is unanswered when the page is hidden or left
 * goes by sendBeacon, which never tells the outcome, and stays in the queue: it may arrive twice, and `i` tells the
 * server so. Any other answer is final.
 */
(() => {
  const script = document.currentScript || document.querySelector('[data-site]');
  const data = script.dataset;
  const endpoint = new URL('/api/t', script.src);
  let queue = []; // every hit that has no answer yet
  let busy;
  let tries = 0;
  let path; // of the last view
  let arrival; // q as last seen on this page load

  const flush = () => {
    const sent = queue;
    if (busy || !sent[0]) return;
    busy = 1;
    fetch(endpoint, { method: 'POST', body: JSON.stringify(sent) })
      .then(answer => answer.status > 428, () => 1)
      .then(failed => {
        busy = 0;
        if (failed) {
          if (tries < 6) setTimeout(flush, 1e3 << tries++);
        } else {
          tries = 0;
          queue = queue.filter(hit => !sent.includes(hit));
          flush();
        }
      });
  };

  const hit = (type, more) => {
    try {
      if (navigator.globalPrivacyControl || 'ignore' in data || localStorage.byline_ignore) return;
    } catch {} // no storage, so no wish in it
    queue = queue.slice(-98).concat({
      k: data.site,
      t: type,
      // A UUID by hand: crypto.randomUUID is missing on plain http.
      i: '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, digit =>
        (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16)),
      d: location.hostname,
      p: location.pathname,
      q: arrival,
      w: 'sml'[(innerWidth > 599) + (innerWidth > 1023)],
      ...more,
    });
    flush();
  };

  const view = () => {
    let query;
    if (path == location.pathname) return;
    new URLSearchParams(location.search).forEach((value, name) => {
      if (/^(utm_source|ctx_token|ctx_iss)$/.test(name)) (query = query || {})[name] = value;
    });
    arrival = query || arrival;
    const from = document.referrer;
    hit('view', { r: path || from.split('/')[2] == location.host ? '' : from, q: query });
    path = location.pathname;
  };

  // A value that is no number is NaN, which JSON writes as null.
  const convert = (name, { value, currency } = {}) => hit('conversion', { e: name, v: +value, c: currency });

  const act = event => {
    const element = event.target.closest('[data-byline-event]');
    if (element && (element.tagName == 'FORM') == (event.type == 'submit')) {
      const mark = element.dataset;
      convert(mark.bylineEvent, { value: mark.bylineValue, currency: mark.bylineCurrency });
    }
  };

  const leave = () => {
    if (queue[0]) navigator.sendBeacon(endpoint, JSON.stringify(queue));
  };

  for (const name of ['pushState', 'replaceState']) {
    const original = history[name];
    history[name] = function () {
      original.apply(this, arguments);
      view();
    };
  }

  window.byline = convert;
  addEventListener('click', act, true);
  addEventListener('submit', act, true);
  addEventListener('popstate', view);
  addEventListener('online', flush);
  addEventListener('visibilitychange', leave);
  addEventListener('pagehide', leave);
  // Back from the browser's page cache: a view again, though not of someone who was just sent here.
  addEventListener('pageshow', event => {
    if (event.persisted) {
      path = 1;
      view();
    }
  });
  // A page that is only rendered ahead has not been read yet.
  if (document.prerendering) document.addEventListener('prerenderingchange', view);
  else view();
})();
