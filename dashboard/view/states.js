// The states every page can be in: loading, failed, refused for now, empty.

import { html, nothing } from '../lit.js';

// Shows what was loaded; before that, lines that hold its place; after a failure, a way to try again.
export function show(resource, ready, lines = 3) {
  const { value, error, reload } = resource;
  return html`
    ${error ? failed(error, reload) : nothing}
    ${value !== undefined ? ready(value) : error ? nothing : waiting(lines)}
  `;
}

export const waiting = (lines) => html`
  <div class="waiting-lines" role="status">
    <b class="unseen">Loading</b>
    ${Array.from({ length: lines }, () => html`<span></span>`)}
  </div>
`;

export const failed = (error, again) => html`
  <div class="failure block" role="alert">
    <p>${explain(error)}</p>
    ${again ? html`<button type="button" class="compact" @click=${() => again()}>Try again</button>` : nothing}
  </div>
`;

// Beside a form or a button: what went wrong with the last attempt, and every problem the server lists.
export const failure = (error) =>
  error
    ? html`
        <div class="failure" role="alert">
          <p>${explain(error)}</p>
          ${error.problems?.length ? html`<ul>${error.problems.map(({ message }) => html`<li>${message}</li>`)}</ul>` : nothing}
        </div>
      `
    : nothing;

export const empty = (title, text, more = nothing) => html`
  <div class="empty">
    <h3>${title}</h3>
    <p class="measure">${text}</p>
    ${more}
  </div>
`;

function explain(error) {
  if (error.status === 429) {
    const wait = error.retryAfter ? `in ${error.retryAfter} seconds` : 'in a minute';
    return `Too many requests just now. Please try again ${wait}.`;
  }
  if (error.status === 503) return `The server is busy. ${error.message}`;
  if (error.status === undefined) console.error(error);
  return error.status === undefined ? 'This page ran into a mistake of its own. The browser’s console has the details.' : error.message;
}
