// Every page and where it is. `needs`: null, 'session' or 'organization'.

import { accessRequests } from './page/access-requests.js';
import { accessReview } from './page/access-review.js';
import { apiKey } from './page/api-key.js';
import { apiKeys } from './page/api-keys.js';
import { auditLog } from './page/audit-log.js';
import { delegations } from './page/delegations.js';
import { domains } from './page/domains.js';
import { events } from './page/events.js';
import { identifiers } from './page/identifiers.js';
import { invitation } from './page/invitation.js';
import { manifest } from './page/manifest.js';
import { members } from './page/members.js';
import { newOrganization } from './page/new-organization.js';
import { organizationPage } from './page/organization.js';
import { overview } from './page/overview.js';
import { profile } from './page/profile.js';
import { quarantine } from './page/quarantine.js';
import { reconciliation } from './page/reconciliation.js';
import { restoreOrganization } from './page/restore-organization.js';
import { secondFactors } from './page/second-factors.js';
import { sessions } from './page/sessions.js';
import { signIn } from './page/sign-in.js';
import { site } from './page/site.js';
import { sites } from './page/sites.js';
import { stages } from './page/stages.js';

const routes = [
  { path: '/', page: overview, needs: 'organization' },
  { path: '/signin', page: signIn, needs: null },
  { path: '/invitation', page: invitation, needs: null },
  { path: '/organizations/new', page: newOrganization, needs: 'session' },
  { path: '/organizations/:id/restore', page: restoreOrganization, needs: 'session' },
  { path: '/access-requests', page: accessRequests, needs: 'session' },
  { path: '/operator/access-requests', page: accessReview, needs: 'session' },
  { path: '/sites', page: sites, needs: 'organization' },
  { path: '/sites/:id', page: site, needs: 'organization' },
  { path: '/sites/:id/quarantine', page: quarantine, needs: 'organization' },
  { path: '/telemetry', redirect: '/telemetry/stages' },
  { path: '/telemetry/stages', page: stages, needs: 'organization' },
  { path: '/telemetry/agents', page: reconciliation, needs: 'organization' },
  { path: '/telemetry/events', page: events, needs: 'organization' },
  { path: '/domains', page: domains, needs: 'organization' },
  { path: '/domains/:id/manifest', page: manifest, needs: 'organization' },
  { path: '/settings', redirect: '/settings/api-keys' },
  { path: '/settings/api-keys', page: apiKeys, needs: 'organization' },
  { path: '/settings/api-keys/:id', page: apiKey, needs: 'organization' },
  { path: '/settings/members', page: members, needs: 'organization' },
  { path: '/settings/organization', page: organizationPage, needs: 'organization' },
  { path: '/settings/delegations', page: delegations, needs: 'organization' },
  { path: '/settings/identifiers', page: identifiers, needs: 'organization' },
  { path: '/settings/audit-log', page: auditLog, needs: 'organization' },
  { path: '/settings/profile', page: profile, needs: 'session' },
  { path: '/settings/second-factors', page: secondFactors, needs: 'session' },
  { path: '/settings/sessions', page: sessions, needs: 'session' },
];

export function match(path) {
  const parts = split(path);
  for (const route of routes) {
    const parameters = compare(split(route.path), parts);
    if (parameters) return { ...route, parameters };
  }
  return null;
}

const split = (path) => path.split('/').filter(Boolean);

function compare(pattern, parts) {
  if (pattern.length !== parts.length) return null;
  const parameters = {};
  for (const [i, name] of pattern.entries()) {
    if (name.startsWith(':')) parameters[name.slice(1)] = decodeURIComponent(parts[i]);
    else if (name !== parts[i]) return null;
  }
  return parameters;
}
