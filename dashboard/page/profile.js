import { get, patch, remove } from '../api/identity.js';
import { html } from '../lit.js';
import { go } from '../navigation.js';
import { action, resource } from '../resource.js';
import { forgetSession, loadSession } from '../session.js';
import { confirm } from '../view/dialog.js';
import { notify } from '../view/notice.js';
import { settingsHead } from '../view/settings.js';
import { failure, show } from '../view/states.js';

// The signed-in person's own account.
export function profile() {
  const me = resource(() => get('/me'));

  const rename = action(async (fields) => {
    me.value = await patch('/me', { name: fields.get('name').trim() });
    await loadSession();
    notify('Your name is changed');
  });

  async function forget() {
    const forgotten = await confirm({
      title: 'Delete your account?',
      text: 'You leave every organisation, and your name and address are forgotten. This cannot be taken back. An organisation whose last owner you are has to get another one first, or be deleted.',
      button: 'Delete my account',
      run: () => remove('/me'),
    });
    if (!forgotten) return;
    forgetSession();
    go('/signin');
    notify('Your account is deleted');
  }

  return { title: () => 'Profile', view: () => page({ me, rename, forget }) };
}

const page = ({ me, rename, forget }) => html`
  ${settingsHead('Profile', 'How others in your organisations see you.')}
  ${show(me, (person) => html`
    <form class="form" @submit=${rename.start}>
      <div class="field">
        <label for="my-name">Name</label>
        <input id="my-name" name="name" required maxlength="100" autocomplete="name" .value=${person.name}>
      </div>
      <div class="field">
        <label for="my-email">E-mail address</label>
        <input id="my-email" type="email" readonly .value=${person.email}>
        <p>You sign in with it. To use another one, have the other address invited and delete this account.</p>
      </div>
      ${failure(rename.error)}
      <div class="actions"><button class="primary" aria-disabled=${rename.busy}>Save</button></div>
    </form>
    <section class="section">
      <header><h2>Delete your account</h2><p>What you made stays with its organisation.</p></header>
      <button type="button" class="danger" @click=${forget}>Delete my account…</button>
    </section>
  `, 2)}
`;
