// Who belongs to the organisation: its members and their roles, and the invitations that are open.

import { all, patch, post, remove } from '../api/identity.js';
import { go } from '../navigation.js';
import { redraw } from '../redraw.js';
import { action, resource } from '../resource.js';
import { loadSession, mayManage, organization, session } from '../session.js';
import { confirm } from '../view/dialog.js';
import { notify } from '../view/notice.js';
import { membersView } from './members-view.js';

export function members() {
  const { id, name } = organization();
  const base = `/organizations/${encodeURIComponent(id)}`;
  const people = resource(() => all(`${base}/members`));
  const invited = resource(() => (mayManage() ? all(`${base}/invitations`) : []));
  const pathOf = ({ user_id }) => `${base}/members/${encodeURIComponent(user_id)}`;
  let refused = null;

  const invite = action(async (fields, form) => {
    const made = await post(`${base}/invitations`, { email: fields.get('email').trim(), role: fields.get('role') });
    form.reset();
    invited.value = [made, ...invited.value.filter((other) => other.id !== made.id)];
    notify(`An invitation is on its way to ${made.email}`);
  });

  // What is refused is shown, and the list is read again, so that it never shows a wish as a fact.
  async function attempt(change) {
    refused = null;
    try {
      await change();
    } catch (error) {
      refused = error;
    }
    people.reload();
    invited.reload();
    redraw();
  }

  const changeRole = (member, role) =>
    attempt(async () => {
      await patch(pathOf(member), { role });
      notify(`${member.name} is ${role} now`);
    });

  const withdraw = (invitation) =>
    attempt(async () => {
      await remove(`${base}/invitations/${encodeURIComponent(invitation.id)}`);
      notify(`The invitation of ${invitation.email} is withdrawn`);
    });

  async function letGo(member) {
    const isSelf = member.user_id === session().user.id;
    const agreed = await confirm({
      title: isSelf ? `Leave ${name}?` : `Remove ${member.name}?`,
      text: isSelf ? 'You see nothing of it any more, unless somebody invites you again.' : `${member.email} sees nothing of ${name} any more. API keys stay as they are.`,
      button: isSelf ? 'Leave' : 'Remove member',
      run: () => remove(pathOf(member)),
    });
    if (!agreed) return;
    if (!isSelf) return people.reload();
    await loadSession();
    go('/');
  }

  return { title: () => 'Members', view: () => membersView({ people, invited, refused, invite, changeRole, withdraw, letGo }) };
}
