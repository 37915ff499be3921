// Whether bots are who they say they are. Anyone can send a bot's name, so every visit has a verdict.

import { html, nothing } from '../lit.js';
import { count } from './format.js';

const KINDS = [
  ['verified', 'good', 'proved', 'A signature, an address its operator publishes, or a reverse name says so'],
  ['failed', 'bad', 'impostors', 'They gave a name that the check contradicts'],
  ['not_verifiable', '', 'without a proof', 'Their operators offer no way to check'],
  ['unknown', '', 'not checked', 'No address or signature came with them, or nobody has answered yet'],
];

const PROOFS = { range: 'by its address', dns: 'by its reverse name', signature: 'by its signature' };

export const verdicts = (counts) => html`
  <section class="section">
    <header>
      <h2>Are they who they say?</h2>
      <p>Anyone can send a bot’s name; its address or signature tells.</p>
    </header>
    <ul class="verdicts">
      ${KINDS.map(([kind, look, name, why]) => html`<li><b>${count(counts[kind])}</b><span class="mark ${counts[kind] ? look : ''}">${name}</span><small>${why}</small></li>`)}
    </ul>
  </section>
`;

// The same of some visits, after their number; said only where there is an answer.
export const answered = (list) =>
  [
    ['verified', 'proved'],
    ['failed', 'impostors'],
  ]
    .map(([kind, name]) => [list.reduce((total, counts) => total + (counts?.[kind] ?? 0), 0), name])
    .filter(([number]) => number)
    .map(([number, name]) => `, ${count(number)} ${name}`)
    .join('');

// Of one visit.
export function verdict({ verified, verified_by }) {
  if (verified === 'verified') return html`<small class="mark good">proved ${PROOFS[verified_by?.split(' ')[0]] ?? ''}</small>`;
  if (verified === 'failed') return html`<small class="mark bad">impostor</small>`;
  return nothing;
}
