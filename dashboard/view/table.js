import { html, nothing } from '../lit.js';

// A table that turns into a list of cards on a narrow screen. A column is {label, cell, kind?}; roles are spelt out
// because a table whose cells are laid out as blocks loses them in some browsers.
export const table = ({ caption, columns, rows, stacks = true, gone = () => false }) => html`
  <table class="table ${stacks ? 'stacks' : ''}" role="table">
    <caption class="unseen">${caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(({ label, kind, quiet }) => html`
          <th role="columnheader" scope="col" class=${kind ?? nothing}>${quiet ? html`<span class="unseen">${label}</span>` : label}</th>
        `)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((row) => html`
        <tr role="row" class=${gone(row) ? 'gone' : nothing}>
          ${columns.map(({ label, cell, kind }) => html`<td role="cell" data-label=${label} class=${kind ?? nothing}><div>${cell(row)}</div></td>`)}
        </tr>
      `)}
    </tbody>
  </table>
`;

export const moreButton = ({ value, more }) =>
  value?.next
    ? html`<button type="button" class="more" aria-disabled=${more.busy} @click=${more.start}>${more.busy ? 'Loading…' : 'Show more'}</button>`
    : nothing;
