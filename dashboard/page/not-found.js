import { html } from '../lit.js';

export function notFound() {
  return {
    title: () => 'Not found',
    view: () => html`
      <div class="narrow">
        <h1 tabindex="-1">There is no page here</h1>
        <p>The address may be mistyped, or what it showed has been removed.</p>
        <a href="/">Go to the overview</a>
      </div>
    `,
  };
}
