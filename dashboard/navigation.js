// Moves between pages without a reload. Pages import this, never the router, so that modules do not go in circles.

let show = () => {};

export function onNavigate(callback) {
  show = callback;
  addEventListener('popstate', () => show());
  document.addEventListener('click', followLink);
}

export function go(url, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', url);
  show();
}

// Changes the query of the current page, which reacts by itself; no new page, no moved focus.
export function setQuery(name, value) {
  const url = new URL(location.href);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  history.replaceState(null, '', url);
}

// Only a path of this server: never `//elsewhere`, never a scheme.
export function localPath(text) {
  return text && /^\/(?![/\\])[^\\]*$/.test(text) ? text : '/';
}

function followLink(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.('a[href]');
  if (!link || link.target || link.origin !== location.origin || link.dataset.plain !== undefined) return;
  if (link.hash && link.pathname === location.pathname) return;
  event.preventDefault();
  go(link.href);
}
