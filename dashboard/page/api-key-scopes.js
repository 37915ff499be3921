// What a key may do, in the words of those who choose it, and what most keys of an organisation are for.

export const SCOPES = [
  ['analytics:read', 'Read site analytics', 'Bot visits, AI referrals and conversions of your sites.'],
  ['telemetry:read', 'Read telemetry', 'What AI platforms report about your content.'],
  ['telemetry:write', 'Send telemetry', 'Report how content is retrieved, cited, presented and used.'],
];

export const usualScopes = (orgType) => (orgType === 'content_owner' ? ['analytics:read', 'telemetry:read'] : ['telemetry:write', 'telemetry:read']);
