import { all, post, remove } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { passkeysWork } from '../passkey.js';
import { redraw } from '../redraw.js';
import { resource } from '../resource.js';
import { confirm } from '../view/dialog.js';
import { notify } from '../view/notice.js';
import { settingsHead } from '../view/settings.js';
import { empty, show } from '../view/states.js';
import { table } from '../view/table.js';
import { day, since } from '../view/time.js';
import { addPasskey, addTotp, renameFactor } from './second-factor-forms.js';

export function secondFactors() {
  const list = resource(async () => (await all('/second-factors')).filter(({ confirmed_at }) => confirmed_at));
  let codes = [];

  async function add(form) {
    const added = await form();
    if (!added) return;
    if (added.recovery_codes.length) codes = added.recovery_codes;
    await list.reload();
    if (codes.length) queueMicrotask(() => document.getElementById('recovery-codes')?.focus());
  }

  async function rename(factor) {
    if (await renameFactor(factor)) await list.reload();
  }

  async function takeAway(factor) {
    const removed = await confirm({
      title: `Remove “${factor.name}”?`,
      text: list.value.length > 1 ? 'It no longer finishes signing in.' : 'It is your last one: from then on the mailed link alone signs you in.',
      button: 'Remove it',
      run: () => remove(`/second-factors/${encodeURIComponent(factor.id)}`),
    });
    if (!removed) return;
    notify(`“${factor.name}” is removed`);
    await list.reload();
  }

  async function renew() {
    const renewed = await confirm({
      title: 'Make new recovery codes?',
      text: 'The codes you have are void from then on.',
      button: 'Make new codes',
      run: async () => ({ recovery_codes: codes } = await post('/second-factors/recovery-codes')),
    });
    if (renewed) redraw();
  }

  const putAway = () => ((codes = []), redraw());
  return { title: () => 'Second factors', view: () => page({ list, codes, add, rename, takeAway, renew, putAway }) };
}

const page = ({ list, codes, add, rename, takeAway, renew, putAway }) => html`
  ${settingsHead('Second factors', 'Asked for after the link in your mail, at every sign-in. Have two, so that losing one locks nobody out.')}
  ${codes.length ? shownOnce(codes, putAway) : nothing}
  <section class=${codes.length ? 'section' : nothing} aria-label="Your second factors">
    ${show(list, (factors) => (factors.length ? rows(factors, rename, takeAway) : none()))}
    <div class="actions">
      ${passkeysWork() ? html`<button type="button" class="primary" @click=${() => add(addPasskey)}>Add a passkey…</button>` : nothing}
      <button type="button" @click=${() => add(addTotp)}>Add an authenticator app…</button>
      ${list.value?.length ? html`<button type="button" class="plain" @click=${renew}>New recovery codes…</button>` : nothing}
    </div>
  </section>
`;

const KINDS = { totp: 'Authenticator app', passkey: 'Passkey' };

const rows = (factors, rename, takeAway) =>
  table({
    caption: 'Second factors',
    rows: factors,
    columns: [
      { label: 'Name', cell: ({ name, kind }) => html`<b>${name}</b><small>${KINDS[kind]}</small>` },
      { label: 'Added', cell: ({ created_at }) => day(created_at) },
      { label: 'Last used', cell: ({ last_used_at }) => (last_used_at ? since(last_used_at) : 'Never') },
      { label: 'Change', quiet: true, kind: 'end', cell: (factor) => buttons(factor, rename, takeAway) },
    ],
  });

const buttons = (factor, rename, takeAway) => html`
  <button type="button" class="plain" aria-label="Rename ${factor.name}" @click=${() => rename(factor)}>Rename…</button>
  <button type="button" class="plain danger" aria-label="Remove ${factor.name}" @click=${() => takeAway(factor)}>Remove…</button>
`;

const none = () => empty('None yet', 'Whoever reads your mail can sign in as you. A second factor ends that.');

const shownOnce = (codes, putAway) => html`
  <section class="once" aria-labelledby="recovery-codes">
    <h2 id="recovery-codes" tabindex="-1">Keep these recovery codes</h2>
    <p>Each signs you in once when your other factors are lost. This is the only time they are shown.</p>
    <ul class="mono">${codes.map((code) => html`<li>${code}</li>`)}</ul>
    <div class="actions"><button type="button" class="primary" @click=${putAway}>I have stored them</button></div>
  </section>
`;
