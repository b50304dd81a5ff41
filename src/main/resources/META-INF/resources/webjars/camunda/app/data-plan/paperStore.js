// The papers of tasks as the program has them, and what is on its way there.
import {root} from './modules.js';

/**
 * @typedef {{id: string, name: string, version: number, size: string, by: string, at: string, sha256: string, pages: number,
 *   withdrawn: string | null, mayBeWithdrawn: boolean}} Paper
 * @typedef {{largest: number, whyNot: string | null, papers: Paper[], ofUnits: {unit: string, papers: Paper[]}[]}} Papers
 */

const BUSY = 429;
const TRIES = 20;
/** ms, while the program has as many files before it as it takes at once. */
const PAUSE = 3000;

/** Who wants to know of a task's papers, by the task. @type {Map<string, Set<(papers: Papers) => void>>} */
const listeners = new Map();

const token = () => /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';

export const address = (/** @type {Paper} */ paper) => `${root}/api/papers/${paper.id}`;

/** As a form names it. */
export const reference = (/** @type {Paper} */ paper) => `${paper.name} (bản ${paper.version})`;

/** @returns {Promise<Papers>} */
export async function papersOf(/** @type {string} */ task) {
  const answer = await fetch(`${root}/api/tasks/${task}/papers`);
  if (!answer.ok) {
    throw new Error(`Không tải được hồ sơ (${answer.status}). Tải lại trang để thử lại.`);
  }
  const papers = await answer.json();
  listeners.get(task)?.forEach(tell => tell(papers));
  return papers;
}

/**
 * From now on whoever listens is told whenever the task's papers were read.
 *
 * @returns {() => void} what ends it
 */
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
    // None of ours
  }
  return status === 401
    ? 'Phiên làm việc đã hết. Đăng nhập lại rồi tải lên.'
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
      await papersOf(task);
      return JSON.parse(body);
    } else if (status !== BUSY || tries === TRIES) {
      throw new Error(whyNot(status, body));
    }
    await new Promise(over => setTimeout(over, PAUSE));
  }
}

/** @throws {Error} with the reason */
export async function withdraw(/** @type {string} */ task, /** @type {Paper} */ paper) {
  const answer = await fetch(address(paper), {
    method: 'DELETE',
    headers: {Accept: 'application/json', 'X-XSRF-TOKEN': token()},
  });
  const body = await answer.text();
  await papersOf(task).catch(() => {});
  if (!answer.ok) {
    throw new Error(whyNot(answer.status, body));
  }
}
