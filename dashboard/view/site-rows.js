// The rows a site's figures have in a ledger.

export const siteRows = (figures) => [
  { label: 'Bot visits', hint: 'An AI bot fetched a page', ...line(figures, 'bot_visits') },
  { label: 'AI referrals', hint: 'People arrived from an AI answer', ...line(figures, 'referrals') },
  { label: 'Conversions', hint: 'What those people then did', ...line(figures, 'conversions') },
];

const line = (figures, name) => ({ total: figures?.totals[name] ?? null, values: figures?.values?.[name] ?? null });
