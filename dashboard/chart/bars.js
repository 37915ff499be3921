import { html, nothing, svg } from '../lit.js';
import { count } from '../view/format.js';

// A ranking: {name, detail?, count} by count, the longest bar for the first.
export function bars(items) {
  const top = Math.max(...items.map((item) => item.count), 1);
  return html`
    <ol class="bars">
      ${items.map((item) => html`
        <li>
          <div class="line"><span>${item.name}${item.detail ? html`<small>${item.detail}</small>` : nothing}</span><b>${count(item.count)}</b></div>
          ${svg`<svg aria-hidden="true" focusable="false"><rect width="${(item.count / top) * 100}%" height="3" /></svg>`}
        </li>
      `)}
    </ol>
  `;
}
