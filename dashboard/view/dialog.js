import { html, render } from '../lit.js';
import { onRedraw } from '../redraw.js';
import { action } from '../resource.js';
import { failure } from './states.js';

// Opens a modal dialog; answers what it was closed with, or undefined after Escape.
export function openDialog(view) {
  const dialog = document.createElement('dialog');
  let result;
  const close = (value) => {
    result = value;
    dialog.close();
  };
  const draw = () => render(view(close), dialog);
  const forget = onRedraw(draw);
  document.body.append(dialog);
  draw();
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      forget();
      dialog.remove();
      resolve(result);
    });
  });
}

// Asks before something that cannot be undone, runs it, and stays open with the reason when it fails.
export function confirm({ title, text, more, button, run }) {
  let done;
  const attempt = action(async (fields) => {
    await run(fields);
    done(true);
  });
  return openDialog((close) => {
    done = close;
    return html`
      <form @submit=${attempt.start}>
        <h2 id="dialog-title">${title}</h2>
        <p>${text}</p>
        ${more}
        ${failure(attempt.error)}
        <div class="actions">
          <button type="button" autofocus @click=${() => close(false)}>Cancel</button>
          <button class="danger" aria-disabled=${attempt.busy}>${button}</button>
        </div>
      </form>
    `;
  });
}
