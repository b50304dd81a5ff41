// The list of what one may start, in the order of the plan: each process with its clause, found by words with or without
// their marks.
import {element} from './cards.js';
import {ask} from './server.js';

/** @typedef {Record<string, {order: number, citation: string}>} Starts */

/** @type {Promise<Starts> | undefined} */
let known;
const starts = () => (known ??= ask('starts', 'danh sách quy trình').catch(() => (known = undefined)));

/** Of another kind than the plan's: they come last. */
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

/** The next form that starts the process begins so. */
export function beginWith(/** @type {string} */ process, /** @type {Record<string, string>} */ begins) {
  waiting = {process, begins};
}

/** What the form that starts the process begins with, once. */
export function begun(/** @type {string} */ process) {
  const begins = waiting?.process === process ? waiting.begins : {};
  waiting = undefined;
  return begins;
}

/** Of those that Tasklist has drawn and that are not shown so yet. */
export function showStarts(/** @type {any} */ angular) {
  const entries = document.querySelectorAll('.modal .processes > li:not([style*="order"])');
  if (entries.length) {
    starts().then(of => of && entries.forEach(entry => show(angular, of, /** @type {HTMLElement} */ (entry))));
  }
}

/** In small letters without marks. @returns {string[]} */
const wordsOf = (/** @type {string} */ text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+(\.[\p{L}\p{N}]+)*/gu) ?? [];

/** By how words begin: II.4 is not part of III.4. */
function says(/** @type {HTMLElement} */ entry, /** @type {string[]} */ sought) {
  const words = Array.from(entry.children).flatMap(part => wordsOf(part.textContent ?? ''));
  return sought.every(begin => words.some(word => word.startsWith(begin)));
}

/** Of the list that is there as a whole. */
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

// Tasklist's own search tells capitals and marks apart, and begins two seconds later
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

/** Whether the dialog has a form into which somebody has entered something. */
const isBegun = (/** @type {Element | null} */ dialog) => Boolean(dialog?.querySelector('[data-plan-begun]'));

// Esc and a click beside the dialog would throw away what stands there, of which nothing is kept
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
