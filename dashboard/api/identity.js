// The identity plane, acting as the signed-in person: the browser sends the session cookie by itself.

import { query, request } from './request.js';

const BASE = '/api/v1/identity';
let whenSignedOut = () => {};

export function onSignedOut(callback) {
  whenSignedOut = callback;
}

export const get = (path, parameters = {}) => call('GET', query(path, parameters));
export const post = (path, body = {}) => call('POST', path, body);
export const patch = (path, body) => call('PATCH', path, body);
export const put = (path, body) => call('PUT', path, body);
export const remove = (path) => call('DELETE', path);

async function call(method, path, body) {
  try {
    return await request(method, BASE + path, { body });
  } catch (error) {
    if (error.status === 401) whenSignedOut();
    throw error;
  }
}

// Every page of a list. Bounded: a list longer than this is shown as far as it was read.
export async function all(path, parameters = {}) {
  const items = [];
  let cursor = null;
  for (let page = 0; page < 20; page++) {
    const answer = await get(path, { ...parameters, cursor });
    items.push(...answer.items);
    cursor = answer.next_cursor;
    if (!cursor) break;
  }
  return items;
}
