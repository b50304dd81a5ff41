// The briefing beside a task's form: who may work on it and assign it, the head's instruction, who prepared the
// document, what was returned and what has changed since.
import {giveButton} from './assignment.js';
import {openTask, readTaskAgain} from './camunda.js';
import {element, onCard} from './cards.js';
import {draftOf} from './drafts.js';
import {afterPost, ask} from './server.js';

/**
 * @typedef {{row?: string, label: string, before?: string, after?: string, removed?: string[], added?: string[]}} Change
 * @typedef {{written: {label: string, by: string, at: string}[],
 *   returns: {by: string, step: string, at: string, reasons: string}[], before?: string, changes: Change[]}} Review
 * @typedef {{mayWork: boolean, mayGive: boolean, given?: {by: string, at: string, instruction: string}, review?: Review}} Briefing
 */

/** So many entries fit above a form; further ones are collapsed. */
const FEW = 3;

const line = (/** @type {string} */ label, /** @type {(string | Node)[]} */ ...content) =>
  element('div', 'data-plan-line', element('b', '', `${label}: `), ...content);

/** The text as it was typed, with its line breaks. */
const typed = (/** @type {string} */ text) => element('div', 'data-plan-typed', text);

function given(/** @type {{by: string, at: string, instruction: string}} */ said) {
  const block = element(
    'section',
    'data-plan-given',
    element('div', '', element('b', '', `${said.by} giao việc`), `, ${said.at}${said.instruction ? ':' : '.'}`),
    said.instruction ? typed(said.instruction) : undefined,
  );
  block.setAttribute('aria-label', 'Ý kiến chỉ đạo');
  return block;
}

/** @returns {HTMLElement} */
function change(/** @type {Change} */ {row, label, before, after, removed = [], added = []}) {
  const old = (/** @type {string} */ text) => element('del', '', text);
  const fresh = (/** @type {string} */ text) => element('ins', '', text);
  /** @type {(string | Node)[]} */
  const content =
    before !== undefined && after !== undefined
      ? [old(before), element('span', 'data-plan-arrow', ' → '), fresh(after)]
      : before !== undefined
        ? ['bỏ ', old(before)]
        : after !== undefined
          ? ['thêm ', fresh(after)]
          : [
              ...removed.map(text => element('div', '', 'bỏ: ', old(text))),
              ...added.map(text => element('div', '', 'thêm: ', fresh(text))),
            ];
  return element('li', '', row ? `${row} - ` : '', element('b', '', `${label}: `), ...content);
}

function changes(/** @type {Review} */ {before, changes: all}) {
  if (!before) {
    return [];
  }
  if (all.length === 0) {
    return [element('div', 'data-plan-line', element('b', '', `So với lần trước (${before}): `), 'không thay đổi gì.')];
  }
  const list = element('ul', '', ...all.map(change));
  const fold = /** @type {HTMLDetailsElement} */ (
    element('details', '', element('summary', '', `Thay đổi so với lần trước (${before}): ${all.length} chỗ`), list)
  );
  fold.open = all.length <= FEW;
  return [fold];
}

function review(/** @type {Review} */ found) {
  const block = element(
    'section',
    'data-plan-review',
    ...found.written.map(({label, by, at}) => line(label, `${by}, ${at}`)),
    ...found.returns.map(({by, at, reasons}, number) =>
      element(
        'div',
        'data-plan-line',
        element('b', '', `Trả lại lần ${number + 1}: `),
        `${by}, ${at}. Lý do: `,
        element('span', 'data-plan-typed', reasons),
      ),
    ),
    ...changes(found),
  );
  block.setAttribute('aria-label', 'Quá trình lập, trả lại');
  return block;
}

/**
 * Cached answers: Tasklist reloads a task after each action, and the briefing must not flicker. @type {Map<string,
 * Briefing>}
 */
const known = new Map();

const card = () => document.querySelector('section.task-card');

function show(/** @type {string} */ id, /** @type {Briefing} */ told) {
  const section = card();
  if (!section || openTask()?.id !== id) {
    return;
  }
  section.classList.toggle('is-not-theirs', !told.mayWork);
  section.classList.toggle('is-theirs', told.mayWork);
  const parts = [...(told.given ? [given(told.given)] : []), ...(told.review ? [review(told.review)] : [])];
  const before = section.querySelector('.data-plan-told');
  const isOpen = before?.querySelector('details')?.open;
  const block = element('div', 'data-plan-told', ...parts);
  const fold = block.querySelector('details');
  if (fold && isOpen !== undefined && before instanceof HTMLElement && before.dataset.task === id) {
    fold.open = isOpen;
  }
  block.dataset.task = id;
  if (before) {
    before.replaceWith(block);
  } else {
    section.querySelector(':scope > header')?.after(block);
  }
  giveButton(section, told.mayGive ? id : null, () => told.given);
}

/** Shows the cached briefing at once, and the current one after the server's answer. */
export function showBriefing(/** @type {string} */ id) {
  const last = known.get(id);
  if (last) {
    show(id, last);
  } else {
    card()?.classList.remove('is-theirs', 'is-not-theirs');
    card()?.querySelector('.data-plan-told')?.remove();
    card()?.querySelector('.data-plan-give')?.remove();
  }
  ask(`told/task/${id}`, 'thông tin của công việc').then(
    (/** @type {Briefing} */ told) => {
      known.set(id, told);
      show(id, told);
    },
    // The task is gone, as Tasklist itself reports, or the server does not answer
    () => card()?.classList.add('is-theirs'),
  );
}

// After a failed claim, shows the new assignee
afterPost(/\/task\/([^/]+)\/claim$/, (answer, task) => {
  if (answer.status >= 400 && openTask()?.id === task) {
    draftOf(task).showAgain();
    readTaskAgain();
  }
});

// The assignee may change meanwhile: the header takes the change from the list
onCard(card => {
  const task = openTask();
  const me = /** @type {any} */ (self).angular.element(document.body).scope()?.$root?.authentication?.name;
  const isOther = Boolean(card.holder) !== Boolean(task?.assignee) || card.isMine !== (task?.assignee === me);
  if (task?.id === card.task && me && isOther) {
    readTaskAgain();
  }
});
