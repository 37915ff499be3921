// Starts the dashboard: asks who is signed in, then shows the page of the address.

import { onSignedOut } from './api/identity.js';
import { nothing, render } from './lit.js';
import { go, onNavigate } from './navigation.js';
import { notFound } from './page/not-found.js';
import { onRedraw, redraw } from './redraw.js';
import { match } from './routes.js';
import { forgetSession, loadSession, organization, session } from './session.js';
import { masthead } from './view/masthead.js';
import { failed } from './view/states.js';

const main = document.getElementById('main');
const head = document.getElementById('masthead');
let page = null;
let first = true;

onRedraw(() => {
  render(masthead(), head);
  if (page) render(page.view(), main);
  if (page) document.title = `${page.title()} · Byline`;
});

function show() {
  const route = match(location.pathname);
  if (route?.redirect) return go(route.redirect, { replace: true });
  const detour = route && detourFrom(route);
  if (detour) return go(detour, { replace: true });
  page?.close?.();
  render(nothing, main);
  page = (route?.page ?? notFound)(route?.parameters ?? {});
  redraw();
  queueMicrotask(showPlace);
  if (!first) arrive();
  first = false;
}

function detourFrom({ needs }) {
  if (needs && !session()) return `/signin?next=${encodeURIComponent(location.pathname + location.search)}`;
  if (needs === 'organization' && !organization()) return '/organizations/new';
  return null;
}

// After a change of page the reader starts at its top, with the focus on its heading.
function arrive() {
  scrollTo(0, 0);
  queueMicrotask(() => main.querySelector('h1')?.focus({ preventScroll: true }));
}

// On a narrow screen the bars of places scroll sideways: where one is stays in sight.
function showPlace() {
  for (const place of document.querySelectorAll('nav [aria-current]')) {
    const bar = place.closest('nav');
    const [here, around] = [place.getBoundingClientRect(), bar.getBoundingClientRect()];
    bar.scrollLeft += here.left + here.width / 2 - (around.left + around.width / 2);
  }
}

// Whoever comes by a link from a mail is about to be signed in; there is no session to ask for yet.
const followsLink = () => location.pathname === '/signin' && location.hash.includes('token=');

async function start() {
  onSignedOut(() => {
    if (!session()) return;
    forgetSession();
    show();
  });
  onNavigate(show);
  addEventListener('resize', showPlace);
  try {
    if (!followsLink()) await loadSession();
    head.replaceChildren();
    show();
  } catch (error) {
    head.replaceChildren();
    page = { title: () => 'Not reachable', view: () => failed(error, () => location.reload()) };
    redraw();
  }
}

start();
