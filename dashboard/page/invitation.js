// Joining an organisation by the link of an invitation. Whoever is not signed in does that first, and comes back.

import { post } from '../api/identity.js';
import { html } from '../lit.js';
import { go } from '../navigation.js';
import { action } from '../resource.js';
import { loadSession, organization, session, signOut } from '../session.js';
import { notify } from '../view/notice.js';
import { failure } from '../view/states.js';
import { notFound } from './not-found.js';

const NAME = 'byline.invitation';
const HERE = '/invitation';

export function invitation() {
  takeToken();
  const token = sessionStorage.getItem(NAME);
  if (!token) return notFound();
  if (!session()) queueMicrotask(() => go(`/signin?next=${HERE}`, { replace: true }));

  const join = action(async () => {
    await post('/invitations/accept', { token });
    sessionStorage.removeItem(NAME);
    await loadSession();
    go('/');
    notify(`You belong to ${organization().name} now`);
  });

  const leave = action(async () => {
    await signOut();
    go(`/signin?next=${HERE}`);
  });

  return { title: () => 'Invitation', view: () => (session() ? page(join, leave) : html``) };
}

// It outlives the way through the sign-in, in this tab alone.
function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return;
  sessionStorage.setItem(NAME, token);
  history.replaceState(null, '', HERE);
}

const page = (join, leave) => html`
  <div class="narrow">
    <h1 tabindex="-1">You are invited</h1>
    <p>The invitation was sent to one address. You are signed in as <b class="wrap">${session().user.email}</b>.</p>
    ${failure(join.error)}
    <div class="actions">
      <button type="button" class="primary" aria-disabled=${join.busy} @click=${join.start}>Join the organisation</button>
      <button type="button" class="plain" @click=${leave.start}>Use another address</button>
    </div>
  </div>
`;
