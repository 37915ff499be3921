// What is kept aside of a site's events and why; taking groups back in, slices out, and either back.

import { all, get, post } from '../api/identity.js';
import { daysBefore } from '../report/span.js';
import { action, resource } from '../resource.js';
import { plural } from '../view/format.js';
import { notify } from '../view/notice.js';
import { confirm } from '../view/dialog.js';
import { notFound } from './not-found.js';
import { quarantineView } from './quarantine-view.js';

const DAYS = 30;

export function quarantine({ id }) {
  const base = `/sites/${encodeURIComponent(id)}`;
  const site = resource(() => get(base));
  const review = resource(() => get(`${base}/quarantine`, { start: daysBefore(DAYS) }));
  const decisions = resource(() => all(`${base}/quarantine/decisions`));

  function reload() {
    review.reload();
    decisions.reload();
  }

  const decide = (what, slice) => post(`${base}/quarantine/decisions`, { action: what, slice });

  async function restore(group) {
    let made;
    const restored = await confirm({
      title: `Count ${plural(group.count, 'event')} after all?`,
      text: 'They join every figure of the site, as if nothing had been wrong with them. You can take this back.',
      button: 'Restore them',
      run: async () => {
        made = await decide('restore', sliceOf(group));
      },
    });
    if (!restored) return;
    notify(`${plural(made.events, 'event')} restored`);
    reload();
  }

  const take = action(async (fields, form) => {
    const made = await decide('remove', wishOf(fields));
    form.reset();
    notify(`${plural(made.events, 'event')} taken out of every figure`);
    reload();
  });

  async function undo(decision) {
    const undone = await confirm({
      title: 'Take this decision back?',
      text: 'Its events are again what all other decisions make of them, or as they came in.',
      button: 'Take it back',
      run: () => post(`${base}/quarantine/decisions/${encodeURIComponent(decision.id)}/undo`),
    });
    if (undone) reload();
  }

  return {
    title: () => 'Quarantine',
    view: () => (site.error?.status === 404 ? notFound().view() : quarantineView({ id, site: site.value, review, decisions, restore, take, undo })),
  };
}

// A group's own words; none of a word is an empty text.
const sliceOf = ({ reason, origin, host, bot, day }) => ({ start: day, end: day, reason, origin: origin ?? '', host: host ?? '', bot: bot ?? '' });

function wishOf(fields) {
  const given = ['type', 'bot', 'source', 'path', 'origin'].map((name) => [name, fields.get(name).trim()]).filter(([, value]) => value);
  return { start: fields.get('start'), end: fields.get('end'), ...Object.fromEntries(given) };
}
