// Remembers, for as long as a link lives, that this browser asked for one: the link may open in another tab.

const NAME = 'byline.sign-in';
const LIFETIME_MILLIS = 10 * 60 * 1000;

export function rememberRequest({ id, next }) {
  localStorage.setItem(NAME, JSON.stringify({ id, next, at: Date.now() }));
}

export function lastRequest() {
  const request = JSON.parse(localStorage.getItem(NAME) ?? 'null');
  return request && Date.now() - request.at < LIFETIME_MILLIS ? request : null;
}

export function forgetRequest() {
  localStorage.removeItem(NAME);
}
