// What our own pages of the program answer.
import {root} from './camunda.js';

/**
 * @param {string} path below /api/
 * @param {string} what in Vietnamese, for the sentence that says that it could not be loaded
 * @returns {Promise<any>}
 */
export async function ask(path, what) {
  const answer = await fetch(`${root}/api/${path}`);
  if (!answer.ok) {
    throw new Error(`Không tải được ${what} (${answer.status}). Tải lại trang để thử lại.`);
  }
  return answer.json();
}
