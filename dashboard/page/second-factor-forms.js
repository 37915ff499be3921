import { patch, post } from '../api/identity.js';
import { html } from '../lit.js';
import { makePasskey } from '../passkey.js';
import { action, resource } from '../resource.js';
import { code } from '../view/copy.js';
import { openDialog } from '../view/dialog.js';
import { failure, show } from '../view/states.js';

// The dialogs of the second factors. Each answers what the server says, or undefined.

export const addPasskey = () =>
  form({
    title: 'Add a passkey',
    text: 'Your browser asks for a fingerprint, a face, a PIN or a security key, and keeps the passkey there.',
    button: 'Continue',
    fields: nameField('', 'Laptop'),
    run: (fields) => makePasskey(fields.get('name').trim()),
  });

export function addTotp() {
  const seed = resource(() => post('/second-factors/totp', { name: 'Authenticator app' }));
  return form({
    title: 'Add an authenticator app',
    text: 'Enter this secret into the app, then the code it shows.',
    button: 'Confirm',
    fields: () => html`${show(seed, ({ secret, uri }) => html`${code(secret, 'the secret')}<p><a href=${uri}>Open in an app on this device</a></p>`)}${codeField}`,
    run: (fields) => post(`/second-factors/${encodeURIComponent(seed.value.id)}/confirm`, { code: fields.get('code') }),
  });
}

export const renameFactor = ({ id, name }) =>
  form({
    title: `Rename “${name}”`,
    text: 'Say which device it is on.',
    button: 'Rename',
    fields: nameField(name, ''),
    run: (fields) => patch(`/second-factors/${encodeURIComponent(id)}`, { name: fields.get('name').trim() }),
  });

function form({ title, text, button, fields, run }) {
  let done;
  const attempt = action(async (entered) => done(await run(entered)));
  return openDialog((close) => {
    done = close;
    return html`
      <form @submit=${attempt.start}>
        <h2 id="dialog-title">${title}</h2>
        <p>${text}</p>
        ${fields()}
        ${failure(attempt.error)}
        <div class="actions">
          <button type="button" @click=${() => close()}>Cancel</button>
          <button class="primary" aria-disabled=${attempt.busy}>${button}</button>
        </div>
      </form>
    `;
  });
}

const nameField = (value, placeholder) => () => html`
  <div class="field">
    <label for="factor-name">Name</label>
    <input id="factor-name" name="name" required maxlength="100" autocomplete="off" value=${value} placeholder=${placeholder} autofocus>
  </div>
`;

const codeField = html`
  <div class="field">
    <label for="factor-code">Code</label>
    <input id="factor-code" name="code" required maxlength="6" autocomplete="one-time-code" inputmode="numeric">
  </div>
`;
