// The organisation itself: its name, what it decides about its data, taking its data away, and its end.

import { get, patch, remove } from '../api/identity.js';
import { go } from '../navigation.js';
import { action, resource } from '../resource.js';
import { loadSession, organization } from '../session.js';
import { confirm } from '../view/dialog.js';
import { moment } from '../view/format.js';
import { notify } from '../view/notice.js';
import { saveAs } from '../view/save.js';
import { organizationView } from './organization-view.js';

export function organizationPage() {
  const { id, name, slug } = organization();
  const base = `/organizations/${encodeURIComponent(id)}`;
  const settings = resource(() => get(`${base}/settings`));

  const rename = action(async (fields) => {
    await patch(base, { name: fields.get('name').trim(), slug: fields.get('slug').trim() });
    await loadSession();
    notify('The organisation is renamed');
  });

  const decide = action(async (fields) => {
    settings.value = await patch(`${base}/settings`, decisions(fields, settings.value));
    notify('The settings are saved');
  });

  const take = action(async () => {
    const all = await get(`${base}/export`);
    saveAs(`${slug}.json`, new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' }));
  });

  async function bury() {
    let until;
    const deleted = await confirm({
      title: `Delete ${name}?`,
      text: 'Its keys stop at once and its members see nothing of it any more. You can take this back for thirty days; then everything of it is deleted for good.',
      button: 'Delete organisation',
      run: async () => {
        until = (await remove(base)).restorable_until;
      },
    });
    if (!deleted) return;
    await loadSession();
    go(`/organizations/${encodeURIComponent(id)}/restore`);
    notify(`${name} is deleted, restorable until ${moment(until)}`);
  }

  return { title: () => 'Organisation', view: () => organizationView({ settings, rename, decide, take, bury }) };
}

// The form has the switches that concern this type of organisation; the other settings stay as they are.
function decisions(fields, current) {
  const switches = Object.keys(current).filter((name) => typeof current[name] === 'boolean' && fields.has(`shown:${name}`));
  return {
    ...Object.fromEntries(switches.map((name) => [name, fields.has(name)])),
    retention_days: Number(fields.get('retention_days')),
    time_zone: fields.get('time_zone'),
    privacy_floor: fields.get('privacy_floor'),
  };
}
