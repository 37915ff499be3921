// Signing in: ask for a link by mail, follow it, continue.

import { post } from '../api/identity.js';
import { html } from '../lit.js';
import { go, localPath } from '../navigation.js';
import { redraw } from '../redraw.js';
import { action } from '../resource.js';
import { loadSession, session } from '../session.js';
import { failure } from '../view/states.js';
import { forgetRequest, lastRequest, rememberRequest } from './sign-in-request.js';

export function signIn() {
  const next = localPath(new URLSearchParams(location.search).get('next'));
  let token = takeToken();
  let sentTo = null;

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
    forgetRequest();
    await loadSession();
    go(request?.next ?? next, { replace: true });
  });

  // Signed in through another tab meanwhile? Then this one follows.
  async function look() {
    if (document.visibilityState === 'visible' && !token && (await loadSession().catch(() => null))) go(next, { replace: true });
  }

  // A mail scanner that runs scripts has asked for nothing, so it is not carried on by itself.
  if (token && lastRequest()) consume.start();
  if (!token && session()) queueMicrotask(() => go(next, { replace: true }));
  document.addEventListener('visibilitychange', look);

  return {
    title: () => (sentTo ? 'Check your mail' : 'Sign in'),
    view: () => (token ? followed(consume) : sentTo ? sent(sentTo, () => ((sentTo = null), arrive())) : form(ask, consume.error)),
    close: () => document.removeEventListener('visibilitychange', look),
  };
}

// The token is taken out of the address at once, so that it stays in no history and no screenshot.
function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

function arrive() {
  redraw();
  queueMicrotask(() => document.querySelector('h1').focus());
}

const form = (ask, expired) => html`
  <form class="narrow" @submit=${ask.start}>
    <h1 tabindex="-1">Sign in</h1>
    <p>You get a link by mail. There is no password to remember or to lose.</p>
    ${failure(expired)}
    <div class="field">
      <label for="email">E-mail address</label>
      <input id="email" name="email" type="email" autocomplete="email" required maxlength="254" spellcheck="false">
    </div>
    ${failure(ask.error)}
    <div class="actions">
      <button class="primary" aria-disabled=${ask.busy}>Send me a link</button>
    </div>
  </form>
`;

const sent = (email, back) => html`
  <div class="narrow">
    <h1 tabindex="-1">Check your mail</h1>
    <p>If <b class="wrap">${email}</b> may sign in here, a link is on its way. It works once, for ten minutes, in this browser.</p>
    <button type="button" class="plain" @click=${back}>Use another address</button>
  </div>
`;

const followed = (consume) => html`
  <div class="narrow">
    <h1 tabindex="-1">Almost there</h1>
    <p>This link signs you in, once. Continue if you asked for it.</p>
    ${failure(consume.error)}
    <div class="actions">
      <button type="button" class="primary" aria-disabled=${consume.busy} @click=${consume.start}>Continue</button>
    </div>
  </div>
`;
