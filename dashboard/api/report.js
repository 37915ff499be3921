// Reports accept API keys alone. The session mints a short-lived, read-only one; it lives in this variable and nowhere else.

import { post } from './identity.js';
import { file, query, request } from './request.js';

let minted = null;

export function forgetKey() {
  minted = null;
}

export const read = (path, parameters = {}) => withKey((headers) => request('GET', query(path, parameters), { headers, credentials: 'omit' }));

// The whole of a report as a file of that media type.
export const download = (path, parameters, type) => withKey((headers) => file(query(path, parameters), { ...headers, Accept: type }));

async function withKey(ask) {
  const key = currentKey();
  try {
    return await ask(bearer(await key));
  } catch (error) {
    if (error.status !== 401) throw error;
    if (minted === key) forgetKey();
    return ask(bearer(await currentKey()));
  }
}

const bearer = (key) => ({ Authorization: `Bearer ${key}` });

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
