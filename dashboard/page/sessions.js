import { all, remove } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { action, resource } from '../resource.js';
import { confirm } from '../view/dialog.js';
import { notify } from '../view/notice.js';
import { settingsHead } from '../view/settings.js';
import { failure, show } from '../view/states.js';
import { table } from '../view/table.js';
import { day, since } from '../view/time.js';
import { browserOf } from '../view/user-agent.js';

export function sessions() {
  const list = resource(() => all('/sessions'));

  const end = async (id) => {
    await remove(`/sessions/${encodeURIComponent(id)}`);
    list.value = list.value.filter((session) => session.id !== id);
    notify('That session is ended');
  };

  async function endOthers() {
    const ended = await confirm({
      title: 'End all other sessions?',
      text: 'Every other browser and client that is signed in as you has to sign in again.',
      button: 'End them',
      run: () => remove('/sessions'),
    });
    if (!ended) return;
    list.value = list.value.filter(({ current }) => current);
    notify('All other sessions are ended');
  }

  const ending = actionsById(end);
  return { title: () => 'Sessions', view: () => page({ list, ending, endOthers }) };
}

function actionsById(run) {
  const actions = new Map();
  return (id) => actions.get(id) ?? actions.set(id, action(() => run(id))).get(id);
}

const page = ({ list, ending, endOthers }) => html`
  ${settingsHead('Sessions', 'Where you are signed in. A session ends by itself after thirty days without use.')}
  ${show(list, (sessions) => html`
    ${rows(sessions, ending)}
    ${sessions.length > 1 ? html`<div class="actions"><button type="button" @click=${endOthers}>End all other sessions…</button></div>` : nothing}
  `)}
`;

const rows = (sessions, ending) =>
  table({
    caption: 'Sessions',
    rows: sessions,
    columns: [
      { label: 'Browser or client', cell: ({ user_agent, current }) => html`<b title=${user_agent ?? ''}>${browserOf(user_agent)}</b>${current ? html`<small><span class="mark good">This session</span></small>` : nothing}` },
      { label: 'Address', cell: ({ address }) => html`<span class="mono">${address ?? '–'}</span>` },
      { label: 'Signed in', cell: ({ created_at }) => day(created_at) },
      { label: 'Last used', cell: ({ last_seen_at }) => since(last_seen_at) },
      { label: 'End', quiet: true, kind: 'end', cell: (session) => endButton(session, ending(session.id)) },
    ],
  });

const endButton = (session, ending) =>
  session.current
    ? nothing
    : html`
        <button type="button" class="plain danger" aria-disabled=${ending.busy} aria-label="End session: ${browserOf(session.user_agent)}" @click=${ending.start}>End session</button>
        ${failure(ending.error)}
      `;
