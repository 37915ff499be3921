// One short message at the foot of the window, read aloud as well.

import { html, nothing, render } from '../lit.js';

const MILLIS = 4000;
let fading;

export function notify(text) {
  const place = document.getElementById('notice');
  clearTimeout(fading);
  render(html`<p>${text}</p>`, place);
  fading = setTimeout(() => render(nothing, place), MILLIS);
}
