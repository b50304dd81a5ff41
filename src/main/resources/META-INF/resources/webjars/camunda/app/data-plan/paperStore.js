// The papers of tasks on the server, and running uploads.
import {root} from './modules.js';
import {ENDED} from './server.js';

/**
 * @typedef {{id: string, name: string, version: number, size: string, by: string, at: string, sha256: string, pages: number,
 *   withdrawn: string | null, mayBeWithdrawn: boolean, ended: string | null}} Paper
 * @typedef {{largest: number, whyNot: string | null, papers: Paper[], ofUnits: {unit: string, papers: Paper[]}[]}} Papers
 */

const BUSY = 429;
const TRIES = 20;
/** In ms; the wait when the server is busy with other files. */
const PAUSE = 3000;

/** Who wants to know of a task's papers, by the task. @type {Map<string, Set<(papers: Papers) => void>>} */
const listeners = new Map();

const token = () => /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';

export const address = (/** @type {Paper} */ paper) => `${root}/api/papers/${paper.id}`;

/** The reference as a form stores it. */
export const reference = (/** @type {Paper} */ paper) => `${paper.name} (bản ${paper.version})`;

/**
 * The browser's own words for a network that is cut are English.
 *
 * @returns {Promise<{status: number, body: string}>} status 0 where nothing answers
 */
const ask = (/** @type {string} */ at, /** @type {RequestInit} */ how = {}) =>
  fetch(at, how)
    .then(async answer => ({status: answer.status, body: await answer.text()}))
    .catch(() => ({status: 0, body: ''}));

/** @returns {Promise<Papers>} @throws {Error} with the reason */
export async function papersOf(/** @type {string} */ task) {
  const {status, body} = await ask(`${root}/api/tasks/${task}/papers`);
  if (status !== 200) {
    throw new Error(
      status === 0 || status === 401 ? whyNot(status, '') : `Không tải được hồ sơ (${status}). Tải lại trang để thử lại.`,
    );
  }
  const papers = JSON.parse(body);
  listeners.get(task)?.forEach(tell => tell(papers));
  return papers;
}

/** Calls the listener whenever the task's papers were read. @returns {() => void} removes the listener */
export function listen(/** @type {string} */ task, /** @type {(papers: Papers) => void} */ tell) {
  const all = listeners.get(task) ?? new Set();
  listeners.set(task, all.add(tell));
  return () => all.delete(tell);
}

/** @returns {string} the reason in Vietnamese */
function whyNot(/** @type {number} */ status, /** @type {string} */ body) {
  try {
    const {message} = JSON.parse(body);
    if (message) {
      return message;
    }
  } catch {
    // Not an error message of ours
  }
  return status === 401
    ? ENDED
    : status === 0
      ? 'Mất kết nối với máy chủ. Thử lại.'
      : `Máy chủ từ chối (${status}). Thử lại sau ít phút.`;
}

/** @returns {Promise<{status: number, body: string}>} */
function send(/** @type {string} */ task, /** @type {File} */ file, /** @type {(part: number) => void} */ progress) {
  return new Promise(done => {
    const request = new XMLHttpRequest();
    request.open('POST', `${root}/api/tasks/${task}/papers?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('X-XSRF-TOKEN', token());
    request.upload.addEventListener('progress', ({loaded, total}) => progress(total ? loaded / total : 1));
    request.addEventListener('loadend', () => done({status: request.status, body: request.responseText}));
    request.send(file);
  });
}

/**
 * Uploads a file.
 *
 * @param {string} task
 * @param {File} file
 * @param {number} largest in bytes
 * @param {(part: number) => void} progress from 0 to 1
 * @returns {Promise<Paper>} what it has become
 * @throws {Error} with the reason
 */
export async function upload(task, file, largest, progress) {
  if (file.size > largest) {
    const most = `${Math.round(largest / 1048576)} MB`;
    throw new Error(`Tệp "${file.name}" lớn hơn ${most}; tối đa ${most} một tệp.`);
  }
  for (let tries = 1; ; tries++) {
    const {status, body} = await send(task, file, progress);
    if (status === 200) {
      // The upload succeeded even if the list cannot be read again
      await papersOf(task).catch(() => {});
      return JSON.parse(body);
    } else if (status !== BUSY || tries === TRIES) {
      throw new Error(whyNot(status, body));
    }
    await new Promise(over => setTimeout(over, PAUSE));
  }
}

/** @throws {Error} with the reason */
export async function withdraw(/** @type {string} */ task, /** @type {Paper} */ paper) {
  const {status, body} = await ask(address(paper), {
    method: 'DELETE',
    headers: {Accept: 'application/json', 'X-XSRF-TOKEN': token()},
  });
  await papersOf(task).catch(() => {});
  if (status !== 204) {
    throw new Error(whyNot(status, body));
  }
}
