import { html } from '../lit.js';
import { code } from '../view/copy.js';

// The one moment a key can be seen. It stays until it is put away, so that no stray Escape loses it.
export const newApiKey = ({ name, key }, putAway) => html`
  <section class="once" aria-labelledby="new-key">
    <h2 id="new-key" tabindex="-1">Copy the key “${name}” now</h2>
    <p>This is the only time it is shown. Byline keeps no copy that could be read: if it gets lost, revoke it and generate another.</p>
    ${code(key, 'the key')}
    <div class="actions">
      <button type="button" class="primary" @click=${putAway}>I have stored it</button>
    </div>
  </section>
`;
