import { html, nothing } from '../lit.js';

// What is still to be done before there is anything to see. Disappears for good once it is.
export function firstSteps(sites, domains) {
  if (!sites || !domains) return nothing;
  const heard = sites.some(({ events_this_month }) => events_this_month > 0);
  const steps = [
    { done: sites.length > 0, title: 'Add your site', text: 'You get one line of script that counts AI crawlers and readers from AI answers.', link: ['/sites', 'Add a site'] },
    { done: heard, title: 'Put the line into your pages', text: 'The first hit shows up within seconds.', link: [sites.length ? `/sites/${sites[0].id}` : '/sites', 'Get the line'] },
    { done: domains.some(({ verified }) => verified), title: 'Prove that the domain is yours', text: 'Then what AI platforms report about it belongs to you.', link: ['/domains', 'Verify a domain'] },
  ];
  if (steps.every(({ done }) => done)) return nothing;
  return html`
    <section class="first-steps" aria-labelledby="first-steps">
      <h2 id="first-steps">Three steps to your first figures</h2>
      <ol class="steps">${steps.map(step)}</ol>
    </section>
  `;
}

const step = ({ done, title, text, link: [path, label] }) => html`
  <li class=${done ? 'done' : nothing}>
    <div><h3>${title}</h3><p class="soft">${text}</p></div>
    ${done ? nothing : html`<a href=${path}>${label}</a>`}
  </li>
`;
