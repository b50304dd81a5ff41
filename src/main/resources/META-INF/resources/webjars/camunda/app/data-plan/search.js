// Searches tasks by words, with or without diacritics, and by clause. Shown above the list of tasks.
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

  const clauses = /** @type {HTMLSelectElement} */ (element('select', 'data-plan-clauses'));
  clauses.setAttribute('aria-label', 'Mục của Kế hoạch');
  const option = (/** @type {string} */ value, /** @type {string} */ text) => {
    const made = /** @type {HTMLOptionElement} */ (element('option', '', text));
    made.value = value;
    return made;
  };
  clauses.append(option('', 'Mọi mục'));
  const offerClauses = () =>
    ask('search/clauses', 'các mục của Kế hoạch').then(
      (/** @type {{clause: string, citation: string, name: string, tasks: number}[]} */ open) => {
        const chosen = clauses.value;
        clauses.replaceChildren(
          option('', 'Mọi mục'),
          ...open.map(({clause, citation, name, tasks}) => option(clause, `${citation}. ${name} (${tasks})`)),
        );
        clauses.value = open.some(({clause}) => clause === chosen) ? chosen : '';
      },
      () => {},
    );
  const close = () => {
    asked++;
    field.value = '';
    clauses.value = '';
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
  const search = (opensFirst = false) => {
    clearTimeout(pause);
    const number = ++asked;
    const words = field.value.trim();
    if (!words && !clauses.value) {
      found.hidden = true;
      return;
    }
    ask(`search?words=${encodeURIComponent(words)}&clause=${clauses.value}`, 'kết quả tìm').then(
      (/** @type {Found[]} */ cards) => {
        if (number === asked && opensFirst && cards.length) {
          close();
          open(cards[0].task);
        } else if (number === asked) {
          show(cards.length ? cards.map(choice) : ['Không tìm thấy công việc nào.']);
        }
      },
      (/** @type {Error} */ fault) => number === asked && show([fault.message]),
    );
  };
  const show = (/** @type {(string | Node)[]} */ content) => {
    found.replaceChildren(...content);
    found.hidden = false;
  };
  field.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => search(), PAUSE);
  });
  const root = element('div', 'data-plan-search', field, clauses, found);
  root.addEventListener('keydown', event => {
    const choices = Array.from(found.querySelectorAll('button'));
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (event.key === 'Escape') {
      close();
    } else if (event.target === field && event.key === 'Enter') {
      search(true);
    } else if (step && event.target !== clauses && !found.hidden && choices.length) {
      event.preventDefault();
      const at = choices.findIndex(choice => choice === document.activeElement) + step;
      /** @type {HTMLElement} */ (choices[at] ?? field).focus();
    }
  });
  root.addEventListener('focusout', event => {
    if (!root.contains(/** @type {Node | null} */ (event.relatedTarget))) {
      found.hidden = true;
    }
  });
  clauses.addEventListener('focus', offerClauses);
  clauses.addEventListener('change', () => search());
  field.addEventListener('focus', () => search());
  offerClauses();
  return root;
}
