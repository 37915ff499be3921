// One HTTP request to the public API: a parsed body, or an ApiError and nothing else.

const PATIENCE_MILLIS = 30_000;

export class ApiError extends Error {
  constructor(status, body, retryAfter) {
    super(body?.detail || body?.error || `The server answered ${status}.`);
    this.status = status;
    this.body = body;
    this.code = body?.code ?? null;
    this.problems = body?.problems ?? [];
    this.retryAfter = body?.retry_after ?? retryAfter;
  }
}

export async function request(method, path, { body, headers, credentials = 'same-origin' } = {}) {
  const response = await reach(path, {
    method,
    credentials,
    headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }), ...headers },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, answer, Number(response.headers.get('Retry-After')) || null);
  return answer;
}

// The same for a body of any size, which may take its time.
export async function file(path, headers) {
  const response = await reach(path, { headers, credentials: 'omit' });
  if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => null), Number(response.headers.get('Retry-After')) || null);
  return response.blob();
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch (failure) {
    const late = failure.name === 'TimeoutError';
    const detail = late ? 'The server took too long to answer.' : 'The server could not be reached.';
    throw new ApiError(0, { detail, code: late ? 'TIMEOUT' : 'UNREACHABLE' });
  }
}

export function query(path, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}
