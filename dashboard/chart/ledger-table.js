import { html, nothing } from '../lit.js';
import { count } from '../view/format.js';
import { table } from '../view/table.js';
import { axisLabel } from './buckets.js';

// The same figures as a table, for those who read numbers better than columns.
export function ledgerTable(groups, buckets) {
  const rows = groups.flatMap((group) => group.rows).filter(({ values }) => values);
  if (!rows.length) return nothing;
  const columns = [
    { label: 'When', cell: (i) => html`<span class="nowrap">${axisLabel(buckets[i])}</span>` },
    ...rows.map(({ label, values }) => ({ label, kind: 'number', cell: (i) => count(values[i]) })),
  ];
  return html`
    <details class="as-table">
      <summary>Show as a table</summary>
      <div class="scrolls" tabindex="0" role="region" aria-label="Figures by time">
        ${table({ caption: 'Figures by time', columns, rows: [...buckets.keys()], stacks: false })}
      </div>
    </details>
  `;
}
