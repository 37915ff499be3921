import { html, nothing } from '../lit.js';
import { count, plural } from '../view/format.js';

const PARTS = ['stored', 'duplicates', 'rejected', 'quarantined'];

// Nothing that arrived is lost out of sight: received = stored + duplicates + rejected + quarantined.
export const accounted = (intake) => html`
  <section class="section">
    <header>
      <h2>Every hit, accounted for</h2>
      <p>Hits that fail a check are kept in quarantine, and not counted above.</p>
    </header>
    ${sum(intake)}
  </section>
`;

function sum(intake) {
  const missing = intake.received - PARTS.reduce((total, part) => total + intake[part], 0);
  return html`
    <div class="sum">
      ${term('received', intake.received)}
      ${PARTS.map((part, i) => html`<i aria-label=${i ? 'plus' : 'equals'}>${i ? '+' : '='}</i>${term(part, intake[part])}`)}
    </div>
    ${missing ? html`<p class="failure" role="alert">${plural(missing, 'event')} of these are unaccounted for. Please report this to whoever runs the server.</p>` : nothing}
  `;
}

const term = (name, value) => html`<div><b>${count(value)}</b><small>${name}</small></div>`;
