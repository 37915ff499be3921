// What the navigation offers, in its order. `within` is the part of the address it stands for.

import { organization } from './session.js';

export const navigation = [
  { path: '/', label: 'Overview' },
  { path: '/sites', label: 'Sites', within: '/sites' },
  { path: '/telemetry/stages', label: 'Telemetry', within: '/telemetry' },
  { path: '/domains', label: 'Domains', within: '/domains' },
  { path: '/settings/api-keys', label: 'Settings', within: '/settings' },
];

export const settings = [
  { path: '/settings/api-keys', label: 'API Keys' },
  { path: '/settings/members', label: 'Members' },
  { path: '/settings/organization', label: 'Organisation' },
  { path: '/settings/delegations', label: 'Delegations' },
  { path: '/settings/identifiers', label: 'Identifiers' },
  { path: '/settings/audit-log', label: 'Audit log' },
  { path: '/settings/profile', label: 'Profile' },
  { path: '/settings/second-factors', label: 'Second factors' },
  { path: '/settings/sessions', label: 'Sessions' },
];

// Only an owner's own servers can be set beside what agents say.
export const telemetry = () => [
  { path: '/telemetry/stages', label: 'Stages' },
  ...(organization().org_type === 'content_owner' ? [{ path: '/telemetry/agents', label: 'Agents' }] : []),
  { path: '/telemetry/events', label: 'Events' },
];

export function isHere({ path, within = path }) {
  const here = location.pathname;
  return here === within || (within !== '/' && here.startsWith(`${within}/`));
}
