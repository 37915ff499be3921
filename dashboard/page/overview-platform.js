import { ledger } from '../chart/ledger.js';
import { html } from '../lit.js';
import { spanOf } from '../report/span.js';
import { telemetryFigures } from '../report/telemetry-figures.js';
import { resource } from '../resource.js';
import { organization } from '../session.js';
import { code } from '../view/copy.js';
import { currentPeriod, periodPicker } from '../view/period.js';
import { telemetryRows } from '../view/telemetry-rows.js';

// What the organisation has reported, and how to report the first event.
export function platformOverview() {
  let span = spanOf(currentPeriod());
  const chart = ledger();
  const sample = example();
  const figures = resource(() => telemetryFigures('/agent', span));

  function reload() {
    span = spanOf(currentPeriod());
    figures.reload();
  }

  return {
    title: () => 'Overview',
    view: () => html`
      <div class="head">
        <div>
          <h1 tabindex="-1">What you reported</h1>
          <p>${organization().name}</p>
        </div>
        ${periodPicker(reload)}
      </div>
      ${chart({ ...span, busy: figures.busy, groups: [group(figures)] })}
      ${firstEvent(sample)}
    `,
  };
}

const group = (figures) => ({
  title: 'Use of content',
  note: 'Events of the sessions your organisation opened',
  rows: telemetryRows(figures.value),
  error: figures.error,
  again: figures.reload,
});

const firstEvent = (sample) => html`
  <section class="section">
    <header>
      <h2>Report an event</h2>
      <p>Generate a key that may send telemetry under <a href="/settings/api-keys">Settings, API Keys</a>, and put it in the place of YOUR_KEY.</p>
    </header>
    ${code(sample, 'the example')}
  </section>
`;

const example = () => `curl ${location.origin}/events \\
  -H 'X-API-Key: YOUR_KEY' -H 'Content-Type: application/json' \\
  -d '{"document_type":"event","schema_version":"1.0","event":{"id":"${crypto.randomUUID?.() ?? '6f1a3c52-8d0b-4f4e-9a57-2f5c0a1b7e10'}",
       "type":"content_retrieved","timestamp":"${new Date().toISOString()}",
       "source_role":"index","content_url":"https://example.com/article"}}'`;
