// The rows of telemetry in a ledger: the way of a piece of content through an AI answer.

const HINTS = {
  retrieved: ['Retrieved', 'An AI system fetched the content'],
  grounded: ['Grounded', 'It became a source of an answer'],
  cited: ['Cited', 'An answer named it'],
  presented: ['Presented', 'A person was shown it'],
  engaged: ['Engaged', 'The person opened or used it'],
};

export const telemetryRows = (figures) =>
  Object.entries(HINTS).map(([stage, [label, hint]]) => ({
    label,
    hint,
    total: figures?.totals[stage] ?? null,
    values: figures?.values?.[stage] ?? null,
  }));
