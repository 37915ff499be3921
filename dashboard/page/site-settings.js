import { get, patch, post, remove } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { go } from '../navigation.js';
import { redraw } from '../redraw.js';
import { action } from '../resource.js';
import { mayManage } from '../session.js';
import { confirm } from '../view/dialog.js';
import { notify } from '../view/notice.js';
import { failure } from '../view/states.js';

// What can be changed about a site, folded away until wanted. `changed` gets the site as it is afterwards.
export function siteSettings(site, changed) {
  const path = `/sites/${encodeURIComponent(site().id)}`;

  const save = action(async (fields) => {
    changed(
      await patch(path, {
        time_zone: fields.get('time_zone'),
        allowed_origins: fields.get('allowed_origins').split(/[\s,]+/).filter(Boolean),
        records_views: fields.has('records_views'),
        joins_visits: fields.has('joins_visits'),
        shows_badge: fields.has('shows_badge'),
      }),
    );
    notify('The settings are saved');
  });

  let weekly = null;
  async function askWeekly() {
    weekly ??= await get(`${path}/weekly-mail`).then(({ wanted }) => wanted);
    redraw();
  }
  async function setWeekly(event) {
    weekly = event.target.checked;
    await (weekly ? post(`${path}/weekly-mail`) : remove(`${path}/weekly-mail`));
    notify(weekly ? 'You get a mail about this site every Monday' : 'You get no more weekly mails about this site');
  }

  async function newKey() {
    const agreed = await confirm({
      title: 'Give the site another key?',
      text: 'Pages and workers that still use the present one are no longer counted, from the next hit on. Put the new line into them first thing.',
      button: 'Change the key',
      run: async () => changed(await post(`${path}/rotate-key`)),
    });
    if (agreed) notify('The key is changed. Copy the new line into your pages.');
  }

  async function letGo() {
    const { domain } = site();
    const agreed = await confirm({
      title: `Remove ${domain}?`,
      text: 'Its key stops working at once: pages that still carry the line are no longer counted. This cannot be undone.',
      button: 'Remove site',
      run: () => remove(path),
    });
    if (!agreed) return;
    go('/sites');
    notify(`${domain} is removed`);
  }

  return () => html`
    <details @toggle=${askWeekly}>
      <summary>Settings of this site</summary>
      ${form(site(), save)}
      ${weekly === null ? nothing : weeklyChoice(weekly, setWeekly)}
      ${mayManage()
        ? html`
            <div class="actions">
              <button type="button" class="compact" @click=${newKey}>Change the key…</button>
              <button type="button" class="danger compact" @click=${letGo}>Remove site…</button>
            </div>
          `
        : nothing}
    </details>
  `;
}

const weeklyChoice = (wanted, set) => html`
  <label class="choice">
    <input type="checkbox" .checked=${wanted} @change=${set}>
    <b>Mail me every week</b>
    <small>On Monday mornings, about the week before. For yourself alone; one click in the mail ends it.</small>
  </label>
`;

const form = ({ id, domain, time_zone, allowed_origins, records_views, joins_visits, shows_badge }, save) => html`
  <form class="measure" @submit=${save.start}>
    <div class="field">
      <label for="time-zone">Time zone</label>
      <select id="time-zone" name="time_zone">${zones(time_zone).map((zone) => html`<option ?selected=${zone === time_zone}>${zone}</option>`)}</select>
      <p>Where the days in its reports begin and end.</p>
    </div>
    <div class="field">
      <label for="allowed-origins">Other hosts that may report</label>
      <textarea id="allowed-origins" name="allowed_origins" rows="2" spellcheck="false" placeholder="shop.example" .value=${allowed_origins.join('\n')}></textarea>
      <p>One on each line. Hits from pages of any other host are kept in quarantine; the domain and its sub-domains always may.</p>
    </div>
    <label class="choice">
      <input type="checkbox" name="records_views" ?checked=${records_views}>
      <b>Record page views</b>
      <small>Needed to see what readers from AI answers do after they arrive.</small>
    </label>
    <label class="choice">
      <input type="checkbox" name="joins_visits" ?checked=${joins_visits}>
      <b>Join visits to the answer they came from</b>
      <small>Within a day, by a hash in memory that is never written. No address is stored, and nothing in the browser.</small>
    </label>
    <label class="choice">
      <input type="checkbox" name="shows_badge" ?checked=${shows_badge}>
      <b>Show a badge</b>
      <small>A public picture of how often bots read the site in 30 days.</small>
    </label>
    ${shows_badge ? badge(id, domain) : nothing}
    ${failure(save.error)}
    <div class="actions"><button aria-disabled=${save.busy}>Save settings</button></div>
  </form>
`;

const badge = (id, domain) => html`
  <p><img src="/badge/${id}.svg" alt="Visits of bots to ${domain} in 30 days" height="20"></p>
  <pre><code>&lt;a href="${location.origin}/"&gt;&lt;img src="${location.origin}/badge/${id}.svg" alt="Visits of bots in 30 days" height="20"&gt;&lt;/a&gt;</code></pre>
`;

const zones = (current) => [...new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])];
