import { html, nothing } from '../lit.js';
import { action } from '../resource.js';
import { mayManage } from '../session.js';
import { words } from '../view/format.js';
import { failure } from '../view/states.js';
import { day } from '../view/time.js';
import { verificationWays } from './verification-ways.js';

const METHODS = { dns: 'DNS record', metatag: 'meta tag', manifest: 'manifest', operator: 'the operator of this server' };

// One domain of the list. Before it is verified, it shows how to, and what the last look found.
export function domainItem({ verify, letGo, outcomes }) {
  let domain;
  const attempt = action(() => verify(domain));

  return (current) => {
    domain = current;
    return html`
      <li>
        <div class="item">
          <div>
            <h2>${domain.domain}</h2>
            <p class="small">${status(domain)}</p>
          </div>
          <div class="actions">
            ${domain.verified ? html`<a href="/domains/${encodeURIComponent(domain.id)}/manifest" aria-label="Manifest of ${domain.domain}">Manifest</a>` : nothing}
            ${mayManage() ? buttons(domain, attempt, letGo) : nothing}
          </div>
        </div>
        ${failure(attempt.error)}
        ${found(outcomes.get(domain.id))}
        ${domain.verified ? nothing : verificationWays(domain)}
      </li>
    `;
  };
}

const status = ({ verified, verification_method, verified_at }) =>
  verified
    ? html`<span class="mark good">Verified by ${METHODS[verification_method] ?? verification_method}${verified_at ? html`, ${day(verified_at)}` : nothing}</span>`
    : html`<span class="mark">Not verified</span>`;

const buttons = (domain, attempt, letGo) => html`
  <button type="button" class="compact" aria-disabled=${attempt.busy} @click=${attempt.start}>
    ${attempt.busy ? 'Looking…' : domain.verified ? 'Check again' : 'Verify now'}
  </button>
  <button type="button" class="plain danger" aria-label="Remove ${domain.domain}" @click=${() => letGo(domain)}>Remove</button>
`;

const found = (checks) =>
  checks?.length
    ? html`
        <ul class="checks" aria-label="What the last look found">
          ${checks.map(({ method, outcome, detail }) => html`<li><b>${words(METHODS[method] ?? method)}:</b> ${detail || words(outcome)}</li>`)}
        </ul>
      `
    : nothing;
