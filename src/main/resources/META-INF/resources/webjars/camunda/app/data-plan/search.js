// Finds tasks by words, with or without their marks. Stands above the list of tasks.
import {element, lines} from './cards.js';
import {ask} from './server.js';

const PAUSE = 250;

/** @typedef {import('./cards.js').Card & {name: string}} Found */

/** @param {(task: string) => void} open */
export function searchField(open) {
  const field = /** @type {HTMLInputElement} */ (element('input', 'data-plan-words'));
  field.type = 'search';
  field.placeholder = 'Tìm công việc';
  field.setAttribute('aria-label', field.placeholder);
  field.maxLength = 200;
  const found = element('div', 'data-plan-found');
  found.setAttribute('aria-live', 'polite');
  found.hidden = true;
  let asked = 0;
  let pause = 0;

  const close = () => {
    asked++;
    field.value = '';
    found.hidden = true;
  };
  const choice = (/** @type {Found} */ card) => {
    const button = /** @type {HTMLButtonElement} */ (element('button', '', element('b', '', card.name), ...lines(card)));
    button.type = 'button';
    button.addEventListener('click', () => {
      close();
      open(card.task);
    });
    return button;
  };
  const search = () => {
    const number = ++asked;
    const words = field.value.trim();
    if (!words) {
      found.hidden = true;
      return;
    }
    ask(`search?words=${encodeURIComponent(words)}`, 'kết quả tìm').then(
      (/** @type {Found[]} */ cards) => number === asked && show(cards.length ? cards.map(choice) : ['Không tìm thấy công việc nào.']),
      (/** @type {Error} */ fault) => number === asked && show([fault.message]),
    );
  };
  const show = (/** @type {(string | Node)[]} */ content) => {
    found.replaceChildren(...content);
    found.hidden = false;
  };
  field.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(search, PAUSE);
  });
  const root = element('div', 'data-plan-search', field, found);
  root.addEventListener('keydown', event => event.key === 'Escape' && close());
  root.addEventListener('focusout', event => {
    if (!root.contains(/** @type {Node | null} */ (event.relatedTarget))) {
      found.hidden = true;
    }
  });
  field.addEventListener('focus', () => field.value.trim() && search());
  return root;
}
