// The manifest of a domain, published here for an owner who can't put a file on the site itself.

import { get, put, remove } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { redraw } from '../redraw.js';
import { action, resource } from '../resource.js';
import { mayManage, organization } from '../session.js';
import { code } from '../view/copy.js';
import { confirm } from '../view/dialog.js';
import { notify } from '../view/notice.js';
import { failure, show } from '../view/states.js';
import { notFound } from './not-found.js';

export function manifest({ id }) {
  const path = `/domains/${encodeURIComponent(id)}/manifest`;
  const found = resource(async () => ({
    domain: (await get('/domains')).find((domain) => domain.id === id)?.domain,
    text: written(await get(path).catch(absent)),
  }));

  const publish = action(async (fields) => {
    const text = fields.get('manifest');
    await put(path, parsed(text));
    found.value = { ...found.value, text };
    notify(`The manifest of ${found.value.domain} is published`);
  });

  async function withdraw() {
    const withdrawn = await confirm({
      title: `Withdraw the manifest of ${found.value.domain}?`,
      text: 'What it proves, such as prefixes of identifiers, is lost with it when Byline looks the next time.',
      button: 'Withdraw',
      run: () => remove(path),
    });
    if (!withdrawn) return;
    found.value = { ...found.value, text: null };
    redraw();
    notify('The manifest is withdrawn');
  }

  return {
    title: () => 'Manifest',
    view: () => (found.value && !found.value.domain ? notFound().view() : page({ found, publish, withdraw })),
  };
}

const written = (json) => json && JSON.stringify(json, null, 2);

function absent(error) {
  if (error.status !== 404) throw error;
  return null;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw Object.assign(new Error(`This is no JSON yet: ${error.message}`), { status: 0 });
  }
}

const page = ({ found, publish, withdraw }) => html`
  <a class="back" href="/domains">All domains</a>
  <div class="head">
    <div>
      <h1 tabindex="-1">${found.value?.domain ? `Manifest of ${found.value.domain}` : 'Manifest'}</h1>
      <p class="measure">It tells AI systems who speaks for the domain, and proves which identifiers are yours. Publish it here if you can’t put a file on the site.</p>
    </div>
  </div>
  ${show(found, (value) => html`${editor(value, publish)}${value.text ? published(value, withdraw) : nothing}`, 6)}
`;

const editor = ({ domain, text }, publish) => html`
  <form @submit=${publish.start}>
    <div class="field">
      <label for="manifest">${text ? 'As it is published' : 'A manifest to begin with'}</label>
      <textarea id="manifest" name="manifest" rows="16" required maxlength="65536" spellcheck="false" ?readonly=${!mayManage()} .value=${text ?? sample(domain)}></textarea>
    </div>
    ${failure(publish.error)}
    ${mayManage() ? html`<div class="actions"><button class="primary" aria-disabled=${publish.busy}>${publish.busy ? 'Publishing…' : 'Publish'}</button></div>` : nothing}
  </form>
`;

const published = ({ domain }, withdraw) => html`
  <section class="section">
    <header><h2>Where it is</h2><p>Let the site answer <code>https://${domain}/.well-known/content-telemetry.json</code> from this address, by a proxy rule; redirects are not followed.</p></header>
    ${code(`${location.origin}/manifests/${domain}`, 'the address')}
    ${mayManage() ? html`<div class="actions"><button type="button" class="danger" @click=${withdraw}>Withdraw…</button></div>` : nothing}
  </section>
`;

const sample = (domain) =>
  written({
    schema_version: '1.0',
    id: `https://${domain}/.well-known/content-telemetry.json`,
    roles: ['content_owner'],
    operator: { name: organization().name },
    domains: [domain],
  });
