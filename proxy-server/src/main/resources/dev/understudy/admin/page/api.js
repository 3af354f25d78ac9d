// The admin API: https://spec.openapis.org/oas/v3.1.0 description at /api/v1/openapi.json.

const TOKEN = 'understudy-admin-token';

/** The server wants a token, or another one. */
export class Locked extends Error {}

/** There was no answer at all. */
export class Unreachable extends Error {}

export const token = {
  set: value => sessionStorage.setItem(TOKEN, value),
  forget: () => sessionStorage.removeItem(TOKEN),
  known: () => sessionStorage.getItem(TOKEN) !== null,
};

async function ask(path, options = {}) {
  const kept = sessionStorage.getItem(TOKEN);
  const response = await fetch('/api/v1/' + path, {
    ...options, headers: kept ? { authorization: 'Bearer ' + kept } : {},
  }).catch(problem => {
    throw options.signal?.aborted ? problem : new Unreachable('the proxy does not answer');
  });
  if (response.status === 401) {
    throw new Locked();
  }
  if (!response.ok) {
    const body = await response.json().catch(() => null);
    throw new Error(body?.error?.message || path + ' answered ' + response.status);
  }
  return response;
}

export const get = async path => (await ask(path)).json();
export const post = async path => (await ask(path, { method: 'POST' })).json();

const kept = new Map();

/** The same for what changes slowly: asked for again only after so long. */
export async function getEvery(millis, path) {
  const before = kept.get(path);
  if (before && Date.now() - before.at < millis) {
    return before.answer;
  }
  const answer = await get(path);
  kept.set(path, { at: Date.now(), answer });
  return answer;
}

/** Forgets what was kept, after something was changed. */
export const refreshed = () => kept.clear();

/** A query string of what is set. */
export function query(values) {
  const set = Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return set.length ? '?' + new URLSearchParams(set) : '';
}

/**
 * Server-sent events through fetch, because EventSource cannot send a token. Calls back when the stream is open and with each
 * event's data, and ends when the signal is aborted or the server closes.
 */
export async function events(path, signal, onOpen, onData) {
  const response = await ask(path, { signal });
  onOpen();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read().catch(problem => {
      throw signal.aborted ? problem : new Unreachable('the stream broke off');
    });
    if (done) {
      return;
    }
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice(5).trimStart());
      if (data.length) {
        onData(JSON.parse(data.join('\n')));
      }
    }
  }
}
