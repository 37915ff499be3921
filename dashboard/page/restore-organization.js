import { post } from '../api/identity.js';
import { html, nothing } from '../lit.js';
import { go } from '../navigation.js';
import { action } from '../resource.js';
import { organization, switchTo } from '../session.js';
import { notify } from '../view/notice.js';
import { failure } from '../view/states.js';

// Where the deletion of an organisation leads to, and where it can be taken back.
export function restoreOrganization({ id }) {
  const restore = action(async () => {
    const { name } = await post(`/organizations/${encodeURIComponent(id)}/restore`);
    await switchTo(id);
    go('/settings/organization');
    notify(`${name} is back`);
  });

  return {
    title: () => 'Restore an organisation',
    view: () => html`
      <div class="narrow">
        <h1 tabindex="-1">The organisation is deleted</h1>
        <p>Its keys have stopped. For thirty days its owners can take that back, here, with everything as it was.</p>
        ${failure(restore.error)}
        <div class="actions">
          <button type="button" class="primary" aria-disabled=${restore.busy} @click=${restore.start}>Restore it</button>
          ${organization() ? html`<a href="/">Go to the overview</a>` : nothing}
        </div>
      </div>
    `,
  };
}
