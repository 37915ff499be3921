// Who is signed in, for which organisation, and how that changes.

import { get, post, remove } from './api/identity.js';
import { forgetKey } from './api/report.js';

let current = null;
let halfWay = false;

export const session = () => current;
export const secondFactorDue = () => halfWay;
export const organization = () => current?.organizations.find(({ id }) => id === current.organization_id) ?? null;
// Members work with sites; keys, domains and people are for those who manage the organisation.
export const mayWork = () => ['owner', 'admin', 'member'].includes(organization()?.role);
export const mayManage = () => ['owner', 'admin'].includes(organization()?.role);

export async function loadSession() {
  forgetKey();
  try {
    halfWay = false;
    current = await get('/session');
  } catch (error) {
    current = null;
    halfWay = error.code === 'SECOND_FACTOR_REQUIRED';
    if (error.status !== 401) throw error;
  }
  if (current && !organization() && current.organizations.length) await switchTo(current.organizations[0].id);
  return current;
}

export async function switchTo(organizationId) {
  await post('/session/organization', { organization_id: organizationId });
  return loadSession();
}

export async function signOut() {
  await remove('/session').catch((error) => {
    if (error.status !== 401) throw error;
  });
  forgetSession();
}

export function forgetSession() {
  current = null;
  halfWay = false;
  forgetKey();
}
