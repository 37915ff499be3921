import { html, nothing } from '../lit.js';
import { day } from '../view/time.js';

const STATUS = {
  active: ['Active', 'good'],
  expiring: ['Active', 'good'],
  expired: ['Expired', ''],
  revoked: ['Revoked', 'bad'],
};

export function keyStatus({ status, expires_at, revoked_at, revoked_reason }) {
  const [label, kind] = STATUS[status] ?? [status, ''];
  const when = status === 'revoked' ? revoked_at : expires_at;
  return html`
    <span class="mark ${kind}">${label}</span>
    ${when ? html`<small class="soft">${status === 'expiring' ? 'until ' : ''}${day(when)}${revoked_reason ? `: ${revoked_reason}` : ''}</small>` : nothing}
  `;
}
