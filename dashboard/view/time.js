import { html } from '../lit.js';
import { ago, date, moment } from './format.js';

export const day = (iso) => html`<time datetime=${iso} title=${moment(iso)}>${date(iso)}</time>`;
export const since = (iso) => html`<time datetime=${iso} title=${moment(iso)}>${ago(iso)}</time>`;
