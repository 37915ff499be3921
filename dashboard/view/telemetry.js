import { html, nothing } from '../lit.js';
import { isHere, telemetry } from '../places.js';

// What the pages under Telemetry share: the way between them, their heading, and the period.
export const telemetryHead = (title, text, picker = nothing) => html`
  <nav class="tabs" aria-label="Telemetry">
    ${telemetry().map((place) => html`<a href=${place.path} aria-current=${isHere(place) ? 'page' : nothing}>${place.label}</a>`)}
  </nav>
  <div class="head">
    <div>
      <h1 tabindex="-1">${title}</h1>
      <p class="measure">${text}</p>
    </div>
    ${picker}
  </div>
`;

// Owners read what is reported about their content; platforms and agents, what they reported themselves.
export const telemetryBase = (organization) => (organization.org_type === 'content_owner' ? '/content-owners' : '/agent');
