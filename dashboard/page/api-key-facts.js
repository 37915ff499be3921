import { html, nothing } from '../lit.js';
import { day } from '../view/time.js';
import { keyHint } from './api-key-hint.js';
import { keyStatus } from './api-key-status.js';

// What a key is, in a few lines.
export const keyFacts = (key) => html`
  <dl class="facts">
    <dt>Key</dt><dd><code>${keyHint(key)}</code></dd>
    <dt>Status</dt><dd>${keyStatus(key)}</dd>
    <dt>Scopes</dt><dd>${key.scopes.map((scope) => html`<code class="scope">${scope}</code> `)}</dd>
    ${fact('Domains', key.domains?.join(', '))}
    ${fact('Addresses', key.allowed_addresses?.join(', '))}
    ${fact('Limit', key.requests_per_minute && `${key.requests_per_minute} requests a minute`)}
    <dt>Created</dt><dd>${day(key.created_at)}</dd>
  </dl>
`;

const fact = (term, text) => (text ? html`<dt>${term}</dt><dd class="wrap">${text}</dd>` : nothing);
