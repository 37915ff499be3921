// The rows a key's use has in a ledger.

const HINTS = {
  answered: ['Answered', 'Everything was in order'],
  refused: ['Refused', 'Something was wrong with the request'],
  failed: ['Failed', 'Something was wrong with the server'],
};

export const usageRows = (usage) =>
  Object.entries(HINTS).map(([kind, [label, hint]]) => ({ label, hint, total: usage?.totals[kind] ?? null, values: usage?.values[kind] ?? null }));
