// Requests to the program's own API.
import {root} from './modules.js';

const UNREACHABLE = 'Không kết nối được với máy chủ. Thử lại sau ít phút.';
const LOGIN = 401;

/** What was typed stays where it is. */
export const ENDED = 'Phiên làm việc đã hết. Đăng nhập lại ở một thẻ khác của trình duyệt rồi thử lại.';

/**
 * @param {string} path below /api/
 * @param {string} what in Vietnamese, for the sentence that says that it could not be loaded
 * @returns {Promise<any>}
 */
export async function ask(path, what) {
  const answer = await fetch(`${root}/api/${path}`).catch(() => {
    throw new Error(UNREACHABLE);
  });
  if (!answer.ok) {
    throw new Error(answer.status === LOGIN ? ENDED : `Không tải được ${what} (${answer.status}). Tải lại trang để thử lại.`);
  }
  return answer.json();
}

/**
 * @param {string} path below /api/
 * @param {object} content
 * @returns {Promise<string>} why it was refused, in Vietnamese; else nothing
 */
export async function post(path, content) {
  const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
  try {
    const answer = await fetch(`${root}/api/${path}`, {
      method: 'POST',
      body: JSON.stringify(content),
      headers: {Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token},
    });
    if (answer.ok) {
      return '';
    }
    if (answer.status === LOGIN) {
      return ENDED;
    }
    const {message} = await answer.json().catch(() => ({}));
    return message ?? `Máy chủ báo lỗi (${answer.status}). Tải lại trang để thử lại.`;
  } catch {
    return UNREACHABLE;
  }
}

/** @type {{pattern: RegExp, then: (answer: XMLHttpRequest, id: string) => void}[]} */
const awaited = [];

/**
 * Calls the function after each matching POST of Tasklist, with status 0 if it failed on the network.
 *
 * @param {RegExp} pattern of the address, with the id in it
 * @param {(answer: XMLHttpRequest, id: string) => void} then
 */
export function afterPost(pattern, then) {
  awaited.push({pattern, then});
}

const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (/** @type {string} */ method, /** @type {string | URL} */ url, /** @type {any[]} */ ...rest) {
  for (const {pattern, then} of method === 'POST' ? awaited : []) {
    const [, id] = pattern.exec(String(url)) ?? [];
    if (id) {
      this.addEventListener('load', () => then(this, id));
      this.addEventListener('error', () => then(this, id));
    }
  }
  // @ts-ignore: the rest is as the caller has it
  return open.call(this, method, url, ...rest);
};
