import { html, nothing } from '../lit.js';
import { mayManage, organization } from '../session.js';
import { failure } from '../view/states.js';

// Which switches concern whom, and what they do.
const SWITCHES = {
  visible_in_click_token_lookups: ['content_owner', 'Be named in click look-ups', 'A site that a reader comes to may be told that your content led there.'],
  contributing_source_disclosure: ['content_owner', 'Disclose as a contributing source', 'Other sources of the same answer may be told that yours was one of them.'],
  share_sessions_via_click_tokens: ['reporter', 'Share sessions through click tokens', 'The site a reader goes to may be told about the session that led there.'],
};

const FLOORS = [
  ['full', 'Keep turns as they are sent'],
  ['summary', 'At most a summary'],
  ['intent', 'At most the intent'],
  ['minimal', 'Nothing of what was said'],
];

export const organizationSettings = (settings, decide) => html`
  <form class="form" @submit=${decide.start}>
    <fieldset class="plain-set" ?disabled=${!mayManage()}>
      <fieldset class="field">
        <legend>Sharing</legend>
        <div>${Object.entries(SWITCHES).filter(([, [whose]]) => whose === side()).map((one) => choice(one, settings))}</div>
      </fieldset>
      <div class="field">
        <label for="retention">Days that events are kept</label>
        <input id="retention" name="retention_days" type="number" required min="1" max="3650" .value=${String(settings.retention_days)}>
      </div>
      <div class="field">
        <label for="time-zone">Time zone of new sites</label>
        <select id="time-zone" name="time_zone">${zones(settings.time_zone).map((zone) => html`<option ?selected=${zone === settings.time_zone}>${zone}</option>`)}</select>
      </div>
      <div class="field">
        <label for="privacy-floor">What is kept of conversations</label>
        <select id="privacy-floor" name="privacy_floor">${FLOORS.map(([value, label]) => html`<option value=${value} ?selected=${value === settings.privacy_floor}>${label}</option>`)}</select>
        <p>Whatever a sender allows, no more than this is stored.</p>
      </div>
    </fieldset>
    ${failure(decide.error)}
    ${mayManage() ? html`<div class="actions"><button class="primary" aria-disabled=${decide.busy}>Save settings</button></div>` : nothing}
  </form>
`;

const side = () => (organization().org_type === 'content_owner' ? 'content_owner' : 'reporter');

const choice = ([name, [, label, text]], settings) => html`
  <label class="choice">
    <input type="checkbox" name=${name} ?checked=${settings[name]}>
    <b>${label}</b>
    <small>${text}</small>
    <input type="hidden" name="shown:${name}" value="">
  </label>
`;

const zones = (current) => [...new Set(['UTC', current, ...(Intl.supportedValuesOf?.('timeZone') ?? [])])];
