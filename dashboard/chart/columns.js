import { nothing, svg } from '../lit.js';

// Columns of one series, from zero, on its own scale. Percentages make them fit any width; nothing that exists is
// invisible. `at` is the column the cursor is on, `now` the one that still grows.
export function columns(values, { at = null, now = null } = {}) {
  const step = 100 / values.length;
  const gap = Math.min(step * 0.25, 0.6);
  const top = Math.max(...values, 1);
  return svg`
    <svg class="columns ${at === null ? '' : 'at'}" width="100%" height="100%" aria-hidden="true" focusable="false">
      ${values.map((value, i) => {
        if (value <= 0) return nothing;
        const height = Math.max((value / top) * 100, 5);
        const kind = `${i === at ? 'on' : ''} ${i === now ? 'open' : ''}`;
        const [x, width, y] = [`${i * step + gap / 2}%`, `${step - gap}%`, `${100 - height}%`];
        return svg`<g class=${kind}><rect x=${x} width=${width} y=${y} height="${height}%" /><rect class="cap" x=${x} width=${width} y=${y} height="2" /></g>`;
      })}
    </svg>
  `;
}
