import { get, post } from '../api/identity.js';
import { read } from '../api/report.js';
import { html, nothing } from '../lit.js';
import { go } from '../navigation.js';
import { action, pagedResource, resource } from '../resource.js';
import { lastSeen } from '../report/last-seen.js';
import { mayWork } from '../session.js';
import { plural } from '../view/format.js';
import { notify } from '../view/notice.js';
import { seen } from '../view/seen.js';
import { empty, failure, show } from '../view/states.js';
import { moreButton } from '../view/table.js';

export function sites() {
  const seenBySite = lastSeen();

  const list = pagedResource(async (cursor) => {
    const { items, next_cursor } = await get('/sites', { cursor });
    seenBySite.look(items);
    return { items, next: next_cursor };
  });

  const monthly = resource(async () => new Map((await read('/api/v1/sites')).sites.map((site) => [site.id, site.events_this_month])));

  const add = action(async (fields) => {
    const made = await post('/sites', { domain: fields.get('domain').trim() });
    go(`/sites/${made.id}`);
    notify(`${made.domain} is added`);
  });

  return {
    title: () => 'Sites',
    view: () => html`
      <div class="head">
        <div>
          <h1 tabindex="-1">Sites</h1>
          <p class="measure">A site is where you see AI crawlers come by and readers arrive from AI answers. One line in your pages counts them.</p>
        </div>
      </div>
      ${mayWork() ? addForm(add) : nothing}
      <section class="section" aria-label="Your sites">
        ${show(list, ({ items }) => (items.length ? html`<ul class="items">${items.map((site) => item(site, seenBySite, monthly.value?.get(site.id)))}</ul>${moreButton(list)}` : none()))}
      </section>
    `,
  };
}

const none = () => empty('No site yet', 'Add the first one above. You get a line to paste into its pages, and see here when the first hit arrives.');

const addForm = (add) => html`
  <form class="inline-form" @submit=${add.start}>
    <div class="field">
      <label for="domain">Domain</label>
      <input id="domain" name="domain" required maxlength="253" placeholder="example.com" autocapitalize="off" autocomplete="off" spellcheck="false" inputmode="url">
    </div>
    <button class="primary" aria-disabled=${add.busy}>Add site</button>
  </form>
  ${failure(add.error)}
`;

const item = (site, seenBySite, events) => html`
  <li class="item">
    <div>
      <h2><a href="/sites/${site.id}">${site.domain}</a></h2>
      <p class="soft small">${events === undefined ? '\u00a0' : `${plural(events, 'event')} this month`}</p>
    </div>
    ${seen(seenBySite.of(site.id))}
  </li>
`;
