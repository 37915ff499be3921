import { html, nothing } from '../lit.js';
import { go } from '../navigation.js';
import { isHere, navigation } from '../places.js';
import { action } from '../resource.js';
import { organization, session, signOut, switchTo } from '../session.js';
import { notify } from './notice.js';

export const masthead = () => html`
  <header class="masthead">
    <div>
      <a class="wordmark" href="/" aria-label="Byline, overview"><span>Byline</span></a>
      ${organization() ? html`<nav class="nav" aria-label="Main">${navigation.map(link)}</nav>` : nothing}
      ${session() ? account() : nothing}
    </div>
  </header>
`;

const link = (place) => html`<a href=${place.path} aria-current=${isHere(place) ? 'page' : nothing}>${place.label}</a>`;

const account = () => html`
  <div class="account">
    <button type="button" class="compact" popovertarget="account-menu">
      <span><span class="unseen">Account and organisations: </span>${organization()?.name ?? session().user.email}</span>
      <svg width="10" height="6" viewBox="0 0 10 6" aria-hidden="true"><path d="M1 1l4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.5" /></svg>
    </button>
  </div>
  <div class="menu" id="account-menu" popover @click=${closeAfterChoice}>
    ${session().organizations.length ? html`<h2>Organisations</h2>` : nothing}
    <ul>${session().organizations.map(choice)}</ul>
    <a href="/organizations/new">New organisation…</a>
    <a href="/access-requests">Ask for access…</a>
    ${session().user.operator ? html`<a href="/operator/access-requests">Review access requests</a>` : nothing}
    <hr>
    <p>Signed in as ${session().user.email}</p>
    <a href="/settings/profile">Profile</a>
    <a href="/docs" data-plain>API reference</a>
    <ul><li><button type="button" @click=${leave.start}>Sign out</button></li></ul>
  </div>
`;

const choice = ({ id, name }) => html`
  <li>
    <button type="button" aria-current=${id === organization()?.id ? 'true' : nothing} @click=${() => choose(id)}>
      <span>${name}</span>
      ${id === organization()?.id ? html`<span class="soft">Current</span>` : nothing}
    </button>
  </li>
`;

function closeAfterChoice({ target, currentTarget }) {
  if (target.closest('a, button')) currentTarget.hidePopover();
}

async function choose(id) {
  if (id === organization()?.id) return;
  try {
    await switchTo(id);
    go('/');
    notify(`Now showing ${organization().name}`);
  } catch (error) {
    notify(error.message);
  }
}

const leave = action(async () => {
  try {
    await signOut();
    go('/signin');
  } catch (error) {
    notify(error.message);
  }
});
