// Storage of drafts: on the server, and in this tab for input that could not be saved before the page was left.
import {root} from './camunda.js';

const PATIENCE = 20000;
/** In characters: a browser sends at most 64 KiB from a page that is being closed. */
const SENT_BY_THE_GONE = 20000;
const STASH = 'data-plan.draft:';

/**
 * @typedef {{version: string, savedAt: string, content: any, passedOnBy: string | null}} Stored
 * @typedef {{status: number, person?: string, draft?: Stored | null, message?: string, savedAt?: string}} Answer
 * @typedef {{person: string, versions: string[], content: string}} Stashed
 */

/** A new unique version name. crypto.randomUUID exists only on secure pages. */
export const newVersion = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

/**
 * @param {string} method
 * @param {string} path below the drafts': a task's id, and what else there is
 * @param {string} [body]
 * @returns {Promise<Answer>} status 0 where there is none
 */
export async function ask(method, path, body) {
  const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
  try {
    const answer = await fetch(`${root}/api/drafts/${path}`, {
      method,
      body,
      headers: {Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token},
      keepalive: body !== undefined && body.length < SENT_BY_THE_GONE,
      signal: AbortSignal.timeout(PATIENCE),
    });
    const said = await answer.json().catch(() => ({}));
    return {...said, status: answer.status};
  } catch {
    return {status: 0};
  }
}

const stashed = () => Object.keys(sessionStorage).filter(name => name.startsWith(STASH));

export function stash(/** @type {string} */ task, /** @type {Stashed} */ unsaved) {
  try {
    sessionStorage.setItem(STASH + task, JSON.stringify(unsaved));
  } catch {
    // The browser's storage is full
  }
}

/**
 * Takes the input that could not be saved before the page was left; another person's input in this tab is deleted.
 */
export function takeStash(/** @type {string} */ task, /** @type {string} */ person) {
  /** @type {Stashed | null} */
  let taken = null;
  for (const key of stashed()) {
    const found = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (found?.person !== person) {
      sessionStorage.removeItem(key);
    } else if (key === STASH + task) {
      sessionStorage.removeItem(key);
      taken = found;
    }
  }
  return taken;
}

export function forgetStashes() {
  stashed().forEach(name => sessionStorage.removeItem(name));
}
