// What the browser does with passkeys: make one, or sign with one. The server says what to ask for.

import { post } from './api/identity.js';

export const passkeysWork = () => Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON);

/** Makes a passkey and has the server keep it; answers what the server says of it. */
export async function makePasskey(name) {
  const { public_key } = await post('/second-factors/passkeys/options');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(public_key);
  const made = await spoken(navigator.credentials.create({ publicKey }));
  return post('/second-factors/passkeys', { name, credential: made.toJSON() });
}

/** Finishes signing in with one of the person's passkeys. */
export async function signWithPasskey() {
  const { public_key } = await post('/session/second-factor/options');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(public_key);
  const signed = await spoken(navigator.credentials.get({ publicKey }));
  return post('/session/second-factor', { credential: signed.toJSON() });
}

// Browsers name their failures for programs; people are told what to do.
async function spoken(asking) {
  try {
    return await asking;
  } catch (failure) {
    const known = failure.name === 'InvalidStateError';
    const text = known ? 'This device already holds a passkey of yours.' : 'The passkey was not used. Try again, or take another way.';
    throw Object.assign(new Error(text), { status: 0 });
  }
}
