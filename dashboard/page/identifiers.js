import { all, post, remove } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { action, resource } from '../resource.js';
import { mayManage } from '../session.js';
import { confirm } from '../view/dialog.js';
import { notify } from '../view/notice.js';
import { settingsHead } from '../view/settings.js';
import { empty, failure, show } from '../view/states.js';
import { table } from '../view/table.js';
import { day } from '../view/time.js';
import { verifiedDomains } from './domain-choice.js';

// Beginnings of content ids, such as `isbn:978-1-4028-`, which the manifest of a domain proves to be one's own.
export function identifiers() {
  const list = resource(() => all('/identifier-prefixes'));
  const domains = verifiedDomains();

  // Claiming again looks at the manifest again.
  async function claim(prefix, domain) {
    const claimed = await post('/identifier-prefixes', { prefix, domain });
    notify(claimed.verified ? `${prefix} is yours` : `The manifest of ${domain} does not name ${prefix} yet`);
    list.reload();
  }

  const add = action(async (fields, form) => {
    await claim(fields.get('prefix').trim(), fields.get('domain'));
    form.reset();
  });

  const again = action((fields) => claim(fields.get('prefix'), fields.get('domain')));

  async function letGo({ id, prefix }) {
    const removed = await confirm({
      title: `Remove ${prefix}?`,
      text: 'Telemetry about content with such an id no longer belongs to your organisation.',
      button: 'Remove prefix',
      run: () => remove(`/identifier-prefixes/${encodeURIComponent(id)}`),
    });
    if (removed) list.reload();
  }

  return { title: () => 'Identifiers', view: () => page({ list, domains: domains.value, add, again, letGo }) };
}

const page = ({ list, domains, add, again, letGo }) => html`
  ${settingsHead('Identifiers', 'Content that is reported by an id instead of an address belongs to whoever proves how the id begins. The proof is the manifest of a verified domain.')}
  ${mayManage() && domains ? (domains.length ? addForm(domains, add) : noDomain()) : nothing}
  ${failure(again.error)}
  <section class="section" aria-label="Your prefixes">
    ${show(list, (items) => (items.length ? rows(items, again, letGo) : empty('No prefix yet', 'A publisher of books or papers claims the beginning of its ISBNs or DOIs here.')), 2)}
  </section>
`;

const noDomain = () => html`<p class="measure">Verify a domain under <a href="/domains">Domains</a> first; its manifest then proves your prefixes.</p>`;

const addForm = (domains, add) => html`
  <form class="inline-form" @submit=${add.start}>
    <div class="field">
      <label for="prefix">Prefix</label>
      <input id="prefix" name="prefix" class="mono" required maxlength="233" placeholder="isbn:978-1-4028-" autocapitalize="off" autocomplete="off" spellcheck="false">
    </div>
    <div class="field">
      <label for="prefix-domain">Proved by the manifest of</label>
      <select id="prefix-domain" name="domain">${domains.map(({ domain }) => html`<option>${domain}</option>`)}</select>
    </div>
    <button class="primary" aria-disabled=${add.busy}>${add.busy ? 'Looking…' : 'Add prefix'}</button>
  </form>
  ${failure(add.error)}
`;

const rows = (items, again, letGo) =>
  table({
    caption: 'Prefixes',
    rows: items,
    columns: [
      { label: 'Prefix', cell: ({ prefix }) => html`<b class="mono wrap">${prefix}</b>` },
      { label: 'Domain', cell: ({ domain }) => html`<span class="wrap">${domain}</span>` },
      { label: 'Status', cell: ({ verified, verified_at }) => (verified ? html`<span class="mark good">Verified, ${day(verified_at)}</span>` : html`<span class="mark">Not in the manifest</span>`) },
      { label: 'Actions', quiet: true, kind: 'end', cell: (one) => (mayManage() ? buttons(one, again, letGo) : nothing) },
    ],
  });

const buttons = (one, again, letGo) => html`
  <form class="in-line" @submit=${again.start}>
    <input type="hidden" name="prefix" value=${one.prefix}><input type="hidden" name="domain" value=${one.domain}>
    <button class="plain" aria-disabled=${again.busy} aria-label="Look again for ${one.prefix}">Look again</button>
    <button type="button" class="plain danger" aria-label="Remove ${one.prefix}" @click=${() => letGo(one)}>Remove</button>
  </form>
`;
