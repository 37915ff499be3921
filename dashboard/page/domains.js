import { get, post, remove } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { redraw } from '../redraw.js';
import { action, resource } from '../resource.js';
import { mayManage } from '../session.js';
import { confirm } from '../view/dialog.js';
import { notify } from '../view/notice.js';
import { empty, failure, show } from '../view/states.js';
import { domainItem } from './domain-item.js';

export function domains() {
  const outcomes = new Map();
  const list = resource(() => get('/domains'));

  const add = action(async (fields, form) => {
    const made = await post('/domains', { domain: fields.get('domain').trim() });
    list.value = [...list.value.filter(({ id }) => id !== made.id), made];
    form.reset();
    notify(made.verified ? `${made.domain} is already yours` : `${made.domain} is added. Now prove that it is yours.`);
  });

  async function verify({ id }) {
    const checked = await post(`/domains/${encodeURIComponent(id)}/verify`).catch((error) => {
      outcomes.set(id, error.body?.checks);
      throw error;
    });
    outcomes.set(id, checked.checks ?? []);
    list.value = list.value.map((domain) => (domain.id === id ? checked : domain));
    notify(checked.verified ? `${checked.domain} is verified` : `${checked.domain} is not verified yet`);
  }

  async function letGo({ id, domain }) {
    const removed = await confirm({
      title: `Remove ${domain}?`,
      text: 'Telemetry about its pages no longer belongs to your organisation, and keys bound to it lose it at once.',
      button: 'Remove domain',
      run: () => remove(`/domains/${encodeURIComponent(id)}`),
    });
    if (!removed) return;
    list.value = list.value.filter((other) => other.id !== id);
    redraw();
    notify(`${domain} is removed`);
  }

  const items = itemsById({ verify, letGo, outcomes });
  return { title: () => 'Domains', view: () => page({ list, add, items }) };
}

// Each domain keeps its own button's state while the list around it changes.
function itemsById(doing) {
  const items = new Map();
  return (domain) => {
    if (!items.has(domain.id)) items.set(domain.id, domainItem(doing));
    return items.get(domain.id)(domain);
  };
}

const page = ({ list, add, items }) => html`
  <div class="head">
    <div>
      <h1 tabindex="-1">Domains</h1>
      <p class="measure">What AI platforms report about a page belongs to whoever proves to own its domain. Sub-domains are included.</p>
    </div>
  </div>
  ${mayManage() ? addForm(add) : nothing}
  <section class="section" aria-label="Your domains">
    ${show(list, (domains) => (domains.length ? html`<ul class="items">${domains.map(items)}</ul>` : none()))}
  </section>
`;

const none = () => empty('No domain yet', 'Add one above. You then place a small proof in its DNS or on its home page, and Byline looks for it.');

const addForm = (add) => html`
  <form class="inline-form" @submit=${add.start}>
    <div class="field">
      <label for="domain">Domain</label>
      <input id="domain" name="domain" required maxlength="253" placeholder="example.com" autocapitalize="off" autocomplete="off" spellcheck="false" inputmode="url">
    </div>
    <button class="primary" aria-disabled=${add.busy}>Add domain</button>
  </form>
  ${failure(add.error)}
`;
