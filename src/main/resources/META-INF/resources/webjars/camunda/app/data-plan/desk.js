// Tasklist as a work desk: opening a task only shows it, the first input claims it, and after completing it the next
// one opens.
import {openTask, showTask} from './camunda.js';
import {card, element, lines, withCard} from './cards.js';
import {deskLinks} from './deskLinks.js';
import {ground} from './ground.js';
import './handover.js';
import {beginWithFirst, whatComesNext} from './next.js';
import {countPapers, papers} from './papers.js';
import {searchField} from './search.js';
import {showStarts} from './starts.js';
import {showBriefing} from './briefing.js';

document.documentElement.lang = 'vi';
document.title = 'Công việc';

const angular = /** @type {any} */ (window).angular;

/** Opens a task; null closes it. @type {(task: string | null) => void} */
let open = () => {};

/** Claims the open task if it has no assignee. @type {(task: string) => void} */
let take = () => {};

/** Opens the dialog that starts a process. @type {(process: string) => void} */
let start = () => {};

/** Replaces Tasklist's cross for unclaiming by words. */
function sayInWords() {
  for (const [button, words] of [['.unclaim', 'Bỏ nhận việc'], ['.reset-assignee', 'Bỏ người xử lý']]) {
    const shown = document.querySelector(`section.task-card .meta ${button}`);
    if (shown) {
      shown.classList.remove('glyphicon', 'glyphicon-remove');
      shown.textContent = words;
    }
  }
}

/** A phone shows either the list or the task; this adds the way back. */
function wayBack() {
  const back = /** @type {HTMLButtonElement} */ (element('button', 'data-plan-back', 'Danh sách công việc'));
  back.type = 'button';
  back.addEventListener('click', () => open(null));
  return back;
}

/** Shows the card's text above the form. */
function showHead() {
  const id = openTask()?.id;
  const names = document.querySelector('section.task-card > header .names');
  if (!id || !names) {
    return;
  }
  sayInWords();
  showBriefing(id);
  withCard(id, found => {
    if (openTask()?.id !== id) {
      return;
    }
    document.querySelector('section.task-card .meta .reset-assignee')?.classList.toggle('is-theirs-to-use', found.mayBeGivenBack);
    const head = element('div', 'data-plan-head', wayBack(), ...lines(found));
    const before = names.querySelector('.data-plan-head');
    if (before) {
      before.replaceWith(head);
    } else {
      names.append(head);
    }
  });
}

// Rows, choices of a list and days can be entered without typing
const CHOSEN_BY_CLICK =
  '.fjs-repeat-render-add, .fjs-repeat-row-remove, .fjs-dropdownlist-item, .flatpickr-day, .fjs-select-cross, .fjs-taglist-tag-remove';

/**
 * The first input claims the task. Tasklist then moves the focus, but the person must be able to go on typing in the
 * same field.
 */
function claimAtFirstInput(/** @type {any} */ root) {
  let claiming = '';
  const entered = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLElement} */ (event.target);
    const task = openTask();
    const isEntered = event.type === 'input' || field.closest?.(CHOSEN_BY_CLICK);
    if (!task || !isEntered || !field.closest?.('[cam-tasklist-form]') || field.closest('.modal')) {
      return;
    }
    const {id, assignee} = task;
    if (!assignee && claiming !== id) {
      claiming = id;
      stayIn(field);
      root.$applyAsync(() => root.$broadcast('shortcut:claimTask'));
    }
  };
  document.addEventListener('input', entered, true);
  document.addEventListener('click', entered, true);
  root.$on('$locationChangeSuccess', () => (claiming = ''));
}

/** Restores the focus that Tasklist removes during a claim, unless the person has moved on. */
function stayIn(/** @type {HTMLElement} */ field) {
  const back = (/** @type {FocusEvent} */ event) => {
    const to = /** @type {HTMLElement | null} */ (event.relatedTarget);
    if (!to || to.closest('[cam-tasklist-task-meta]')) {
      setTimeout(() => field.isConnected && field.focus({preventScroll: true}), 0);
    } else {
      stop();
    }
  };
  const stop = () => field.removeEventListener('focusout', back);
  field.addEventListener('focusout', back);
  setTimeout(stop, 4000);
}

const NAMES = [
  ['.region-toggle[data-region=filters]', 'Ẩn, hiện các bộ lọc'],
  ['.region-toggle[data-region=list]', 'Ẩn, hiện danh sách công việc'],
  ['.region-toggle[data-region=task]', 'Ẩn, hiện công việc'],
  ['.maximize', 'Phóng to công việc'],
  ['.reset-regions', 'Hiện lại cả ba phần'],
  ['.modal[role=dialog]', 'Bắt đầu quy trình'],
];

/** Adds labels for screen readers to what Tasklist shows only as icons. */
function nameParts() {
  for (const [part, name] of NAMES) {
    document.querySelectorAll(`${part}:not([aria-label])`).forEach(shown => shown.setAttribute('aria-label', name));
  }
}

whatComesNext(angular);
new MutationObserver(() => {
  nameParts();
  showStarts(angular);
  beginWithFirst();
}).observe(document.body, {childList: true, subtree: true});

/** If a task cannot be read, Tasklist shows two messages; keeps the one in words. */
function sayFaultsOnce(/** @type {any} */ notifications) {
  const add = notifications.addError;
  notifications.addError = (/** @type {any} */ fault) =>
    add.call(notifications, /^<\w+> <- /.test(fault.message) ? {...fault, message: ''} : fault);
}

angular.module('ng').run([
  '$rootScope',
  '$location',
  '$injector',
  (/** @type {any} */ root, /** @type {any} */ location, /** @type {any} */ injector) => {
    open = task => root.$applyAsync(() => showTask(task));
    start = process => root.$applyAsync(() => location.search('processStart', process));
    let taking = '';
    let corrected = '';
    take = id => {
      const task = openTask();
      if (task?.id === id && !task.assignee && taking !== id) {
        taking = id;
        root.$applyAsync(() => root.$broadcast('shortcut:claimTask'));
      }
    };
    root.$on('$locationChangeSuccess', () => (taking = ''));
    claimAtFirstInput(root);
    sayFaultsOnce(injector.get('Notifications'));
    // When the task is drawn, and after each reload
    root.$watch(
      openTask,
      (/** @type {any} */ task) => {
        document.body.classList.toggle('data-plan-has-task', Boolean(task));
        // Tasklist misses the choice of another task while it waits for one
        const {task: chosen} = location.search();
        const isAnother = Boolean(task && chosen && task.id !== chosen);
        if (isAnother && corrected !== chosen) {
          showTask(chosen);
        }
        corrected = isAnother ? chosen : '';
        setTimeout(showHead, 0);
        setTimeout(() => countPapers(task?.id), 0);
      },
    );
  },
]);

/** Where Tasklist has the choice of an order. */
const search = {
  id: 'data-plan-search',
  pluginPoint: 'tasklist.header',
  priority: 300,
  render: (/** @type {HTMLElement} */ node) => node.append(searchField(task => open(task))),
  unmount: () => {},
};

export default [card, ground(process => start(process)), papers(task => take(task)), search, ...deskLinks];
