import { html } from '../lit.js';
import { notify } from './notice.js';

// Text that is meant to be copied, with the button that does it. `what` names it for those who cannot see it.
export const code = (text, what) => html`
  <div class="code">
    <code>${text}</code>
    <button type="button" class="copy compact" @click=${copy}>
      <span>Copy</span><span>Copied</span> <small class="unseen">${what}</small>
    </button>
  </div>
`;

async function copy({ currentTarget: button }) {
  const source = button.previousElementSibling;
  if (!(await write(source))) return notify('Copying is not allowed here. The text is selected: press Ctrl+C or ⌘C.');
  button.classList.add('done');
  notify('Copied');
  setTimeout(() => button.classList.remove('done'), 2000);
}

// The clipboard is closed to pages on plain HTTP; there, the older way, and failing that, a selection.
async function write(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(source);
    return document.execCommand('copy');
  }
}
