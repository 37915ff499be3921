import { html, nothing } from '../lit.js';
import { mayManage, organization, session } from '../session.js';
import { words } from '../view/format.js';
import { settingsHead } from '../view/settings.js';
import { failure, show } from '../view/states.js';
import { table } from '../view/table.js';
import { day } from '../view/time.js';

const ROLES = [
  ['owner', 'Owner: everything, also who is an owner'],
  ['admin', 'Admin: people, domains and keys'],
  ['member', 'Member: sites'],
  ['viewer', 'Viewer: looks, changes nothing'],
];

export const membersView = ({ people, invited, refused, invite, changeRole, withdraw, letGo }) => html`
  ${settingsHead('Members', 'Who works with the sites, domains and keys of this organisation, and how far they may go.')}
  ${failure(refused)}
  ${show(people, (members) => rows(members, { changeRole, letGo }))}
  ${mayManage() ? inviting(invite, invited, withdraw) : nothing}
`;

const rows = (members, { changeRole, letGo }) =>
  table({
    caption: 'Members',
    rows: members,
    columns: [
      { label: 'Name', cell: ({ name, user_id }) => html`<b>${name}</b>${user_id === session().user.id ? html` <span class="soft">(you)</span>` : nothing}` },
      { label: 'E-mail', cell: ({ email }) => html`<span class="wrap">${email}</span>` },
      { label: 'Role', cell: (member) => (mayDecideAbout(member) ? roleChoice(member, changeRole) : words(member.role)) },
      { label: 'Joined', cell: ({ joined_at }) => day(joined_at) },
      { label: 'Remove', quiet: true, kind: 'end', cell: (member) => leaveButton(member, letGo) },
    ],
  });

// Only an owner decides about owners.
const mayDecideAbout = ({ role }) => mayManage() && (role !== 'owner' || organization().role === 'owner');
const offered = () => ROLES.filter(([role]) => role !== 'owner' || organization().role === 'owner');

const roleChoice = (member, changeRole) => html`
  <select class="in-row" aria-label="Role of ${member.name}" .value=${member.role} @change=${({ target }) => changeRole(member, target.value)}>
    ${offered().map(([role]) => html`<option value=${role} ?selected=${role === member.role}>${words(role)}</option>`)}
  </select>
`;

function leaveButton(member, letGo) {
  const isSelf = member.user_id === session().user.id;
  if (!isSelf && !mayDecideAbout(member)) return nothing;
  return html`<button type="button" class="plain danger" aria-label=${isSelf ? 'Leave' : `Remove ${member.name}`} @click=${() => letGo(member)}>${isSelf ? 'Leave' : 'Remove'}</button>`;
}

const inviting = (invite, invited, withdraw) => html`
  <section class="section">
    <header><h2>Invite somebody</h2></header>
    <form class="inline-form" @submit=${invite.start}>
      <div class="field">
        <label for="invite-email">E-mail address</label>
        <input id="invite-email" name="email" type="email" required maxlength="254" autocomplete="off">
      </div>
      <div class="field">
        <label for="invite-role">Role</label>
        <select id="invite-role" name="role">${offered().toReversed().map(([role, text]) => html`<option value=${role} ?selected=${role === 'member'}>${text}</option>`)}</select>
      </div>
      <button class="primary" aria-disabled=${invite.busy}>Invite</button>
    </form>
    ${failure(invite.error)}
    ${show(invited, (invitations) => (invitations.length ? open(invitations, withdraw) : nothing), 1)}
  </section>
`;

const open = (invitations, withdraw) => html`
  <div class="more">
    ${table({
      caption: 'Open invitations',
      rows: invitations,
      columns: [
        { label: 'Invited', cell: ({ email }) => html`<span class="wrap">${email}</span>` },
        { label: 'As', cell: ({ role }) => words(role) },
        { label: 'Until', cell: ({ expires_at }) => day(expires_at) },
        { label: 'Withdraw', quiet: true, kind: 'end', cell: (one) => html`<button type="button" class="plain danger" aria-label="Withdraw the invitation of ${one.email}" @click=${() => withdraw(one)}>Withdraw</button>` },
      ],
    })}
  </div>
`;
