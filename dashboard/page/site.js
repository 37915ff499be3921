// One site: found by its id, then opened.

import { get } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { resource } from '../resource.js';
import { show } from '../view/states.js';
import { notFound } from './not-found.js';
import { openSite } from './site-open.js';

export function site({ id }) {
  let opened = null;
  const place = resource(async () => {
    const found = await get(`/sites/${encodeURIComponent(id)}`);
    opened ??= openSite(found);
    return found;
  });

  return {
    title: () => opened?.domain() ?? 'Site',
    close: () => opened?.close(),
    view: () => place.error?.status === 404 ? notFound().view() : html`
      <a class="back" href="/sites">All sites</a>
      ${opened ? opened.view() : nothing}
      ${opened ? nothing : html`<h1 tabindex="-1" class="unseen">Site</h1>${show(place, () => nothing, 6)}`}
    `,
  };
}
