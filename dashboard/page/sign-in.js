// Signing in: ask for a link by mail, follow it, continue; then the second factor, for those who have one.

import { get, post } from '../api/identity.js';
import { ApiError } from '../api/request.js';
import { go, localPath } from '../navigation.js';
import { passkeysWork, signWithPasskey } from '../passkey.js';
import { redraw } from '../redraw.js';
import { action, resource } from '../resource.js';
import { loadSession, secondFactorDue, session, signOut } from '../session.js';
import { forgetRequest, lastRequest, rememberRequest } from './sign-in-request.js';
import { askForLink, askForSecondFactor, linkFollowed, linkSent } from './sign-in-views.js';

export function signIn() {
  let next = localPath(new URLSearchParams(location.search).get('next'));
  let token = takeToken();
  let sentTo = null;
  const refused = takeRefusal();
  const providers = resource(async () => (await get('/auth/providers')).items);

  const ask = action(async (fields) => {
    const email = fields.get('email').trim();
    const { request_id } = await post('/auth/magic-links', { email, redirect: next });
    rememberRequest({ id: request_id, next });
    sentTo = email;
    arrive();
  });

  const consume = action(async () => {
    const request = lastRequest();
    try {
      await post('/auth/magic-links/consume', { token, ...(request && { request_id: request.id }) });
    } catch (error) {
      if (error.status !== 0 && error.status < 500) token = null;
      throw error;
    }
    token = null;
    next = request?.next ?? next;
    forgetRequest();
    await enter();
  });

  const prove = action(async (fields) => {
    await post('/session/second-factor', { code: fields.get('code') });
    await enter();
  });

  const touch = action(async () => {
    await signWithPasskey();
    await enter();
  });

  let kinds = null;
  const askForKinds = () => (kinds ??= resource(async () => (await post('/session/second-factor/options')).kinds));
  const hasPasskey = () => passkeysWork() && askForKinds().value?.includes('passkey');

  const leave = action(async () => {
    await signOut();
    kinds = null;
    sentTo = null;
    arrive();
  });

  async function enter() {
    await loadSession();
    if (session()) go(next, { replace: true });
    else arrive();
  }

  // Signed in through another tab meanwhile? Then this one follows.
  async function look() {
    if (document.visibilityState === 'visible' && !token && (await loadSession().catch(() => null))) go(next, { replace: true });
  }

  // A mail scanner that runs scripts has asked for nothing, so it is not carried on by itself.
  if (token && lastRequest()) consume.start();
  if (!token && session()) queueMicrotask(() => go(next, { replace: true }));
  document.addEventListener('visibilitychange', look);

  function view() {
    if (token) return linkFollowed(consume);
    if (secondFactorDue()) return askForSecondFactor({ prove, leave, touch: hasPasskey() ? touch : null });
    if (sentTo) return linkSent(sentTo, () => ((sentTo = null), arrive()));
    return askForLink({ ask, error: consume.error ?? refused, providers: providers.value ?? [] });
  }

  return {
    title: () => (sentTo ? 'Check your mail' : 'Sign in'),
    view,
    close: () => document.removeEventListener('visibilitychange', look),
  };
}

// The token is taken out of the address at once, so that it stays in no history and no screenshot.
function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

// A provider that turns somebody away sends the browser back with a word about it.
function takeRefusal() {
  if (location.hash !== '#error=provider') return null;
  history.replaceState(null, '', location.pathname + location.search);
  return new ApiError(0, { detail: 'Signing in that way did not work. Try again, or take a link by mail.' });
}

function arrive() {
  redraw();
  queueMicrotask(() => (document.querySelector('main [autofocus]') ?? document.querySelector('h1')).focus());
}
