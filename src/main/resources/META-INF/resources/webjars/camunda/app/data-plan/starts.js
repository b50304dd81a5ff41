// The list of processes to start, in the order of the plan: each with its clause, searchable by words with or without
// diacritics.
import {element} from './cards.js';
import {ask} from './server.js';

/** @typedef {Record<string, {order: number, citation: string}>} Starts */

/** @type {Promise<Starts> | undefined} */
let known;
const starts = () => (known ??= ask('starts', 'danh sách quy trình').catch(() => (known = undefined)));

/** For processes that are not the plan's; they come last. */
const LAST = '1000';

function show(/** @type {any} */ angular, /** @type {Starts} */ of, /** @type {HTMLElement} */ entry) {
  const start = of[angular.element(entry).scope()?.processDefinition?.key];
  entry.style.order = start ? String(start.order) : LAST;
  if (start && !entry.querySelector('.data-plan-clause')) {
    entry.append(element('div', 'data-plan-clause', start.citation));
  }
}

/** @type {{process: string, begins: Record<string, string>} | undefined} */
let waiting;

/** Sets the initial data of the next form that starts the process. */
export function beginWith(/** @type {string} */ process, /** @type {Record<string, string>} */ begins) {
  waiting = {process, begins};
}

/** Returns the initial data for the process, once. */
export function begun(/** @type {string} */ process) {
  const begins = waiting?.process === process ? waiting.begins : {};
  waiting = undefined;
  return begins;
}

/** Updates the entries that Tasklist has just drawn. */
export function showStarts(/** @type {any} */ angular) {
  const entries = document.querySelectorAll('.modal .processes > li:not([style*="order"])');
  if (entries.length) {
    starts().then(of => of && entries.forEach(entry => show(angular, of, /** @type {HTMLElement} */ (entry))));
  }
}

/** The words in lower case without diacritics. @returns {string[]} */
const wordsOf = (/** @type {string} */ text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+(\.[\p{L}\p{N}]+)*/gu) ?? [];

/** Matches the beginnings of words: II.4 is not part of III.4. */
function says(/** @type {HTMLElement} */ entry, /** @type {string[]} */ sought) {
  const words = Array.from(entry.children).flatMap(part => wordsOf(part.textContent ?? ''));
  return sought.every(begin => words.some(word => word.startsWith(begin)));
}

/** Filters the list, which is loaded completely. */
function find(/** @type {HTMLInputElement} */ field) {
  const sought = wordsOf(field.value);
  const list = field.closest('.modal-content')?.querySelector('.processes');
  const entries = /** @type {HTMLElement[]} */ (Array.from(list?.querySelectorAll(':scope > li') ?? []));
  entries.forEach(entry => (entry.hidden = !says(entry, sought)));
  list?.querySelector('.data-plan-none')?.remove();
  if (entries.every(entry => entry.hidden)) {
    list?.append(element('p', 'data-plan-none', 'Không tìm thấy quy trình nào.'));
  }
}

// Tasklist's own search distinguishes case and diacritics, and starts after two seconds
for (const kind of ['input', 'change', 'keydown']) {
  document.addEventListener(
    kind,
    event => {
      const field = event.target;
      if (!(field instanceof HTMLInputElement) || !field.matches('.modal-header input')) {
        return;
      }
      if (kind !== 'keydown') {
        event.stopPropagation();
        find(field);
      } else if (/** @type {KeyboardEvent} */ (event).key === 'Enter') {
        event.preventDefault();
        /** @type {HTMLElement | null | undefined} */ (
          field.closest('.modal-content')?.querySelector('.processes > li:not([hidden]) a')
        )?.focus();
      }
    },
    true,
  );
}

/** Whether the dialog has a form with input. */
const isBegun = (/** @type {Element | null} */ dialog) => Boolean(dialog?.querySelector('[data-plan-begun]'));

// Esc or a click beside the dialog would discard the input, which is not saved anywhere
document.addEventListener(
  'input',
  event => {
    if (event.target instanceof Element) {
      event.target.closest('.modal .fjs-form')?.parentElement?.setAttribute('data-plan-begun', '');
    }
  },
  true,
);
document.addEventListener(
  'keydown',
  event => {
    if (event.key === 'Escape' && isBegun(document.querySelector('.modal'))) {
      event.preventDefault();
    }
  },
  true,
);
document.addEventListener(
  'click',
  event => {
    if (event.target instanceof Element && event.target.matches('.modal') && isBegun(event.target)) {
      event.stopPropagation();
    }
  },
  true,
);
