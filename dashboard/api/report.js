// Reports accept API keys alone. The session mints a short-lived, read-only one; it lives in this variable and nowhere else.

import { post } from './identity.js';
import { query, request } from './request.js';

let minted = null;

export function forgetKey() {
  minted = null;
}

export async function read(path, parameters = {}) {
  const key = currentKey();
  try {
    return await readWith(await key, path, parameters);
  } catch (error) {
    if (error.status !== 401) throw error;
    if (minted === key) forgetKey();
    return readWith(await currentKey(), path, parameters);
  }
}

function readWith(key, path, parameters) {
  return request('GET', query(path, parameters), { headers: { Authorization: `Bearer ${key}` }, credentials: 'omit' });
}

// A promise, so that reads which start together share one key.
function currentKey() {
  if (!minted) {
    const minting = post('/session/api-key').then((answer) => answer.key);
    minting.catch(() => minted === minting && forgetKey());
    minted = minting;
  }
  return minted;
}

// A report this server does not offer, or this plan does not include, is absent rather than an error.
export async function readIfOffered(path, parameters) {
  try {
    return await read(path, parameters);
  } catch (error) {
    if (error.status === 404 || error.code === 'PLAN_REQUIRED') return null;
    throw error;
  }
}
