import { html, nothing } from '../lit.js';
import { isHere, settings } from '../places.js';

// What the pages under Settings share: their heading and the way between them.
export const settingsHead = (title, text, button = nothing) => html`
  <nav class="tabs" aria-label="Settings">
    ${settings.map((place) => html`<a href=${place.path} aria-current=${isHere(place) ? 'page' : nothing}>${place.label}</a>`)}
  </nav>
  <div class="head">
    <div>
      <h1 tabindex="-1">${title}</h1>
      <p class="measure">${text}</p>
    </div>
    ${button}
  </div>
`;
