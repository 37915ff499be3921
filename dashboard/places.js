// What the navigation offers, in its order. `within` is the part of the address it stands for.

export const navigation = [
  { path: '/', label: 'Overview' },
  { path: '/sites', label: 'Sites', within: '/sites' },
  { path: '/domains', label: 'Domains', within: '/domains' },
  { path: '/settings/api-keys', label: 'Settings', within: '/settings' },
];

export const settings = [
  { path: '/settings/api-keys', label: 'API Keys' },
  { path: '/settings/members', label: 'Members' },
  { path: '/settings/second-factors', label: 'Second factors' },
  { path: '/settings/sessions', label: 'Sessions' },
];

export function isHere({ path, within = path }) {
  const here = location.pathname;
  return here === within || (within !== '/' && here.startsWith(`${within}/`));
}
