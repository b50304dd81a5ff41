// The text on a task's card and above its form: its legal ground, unit, due date and assignee. One request to the
// server loads a whole list.
import {ask} from './server.js';

/**
 * @typedef {{task: string, citation?: string, duty?: string, unit?: string, database?: string, service?: string,
 *   about?: string, period?: string, due?: {words: string, state: string}, returned?: string, holder?: string, isMine: boolean,
 *   mayBeGivenBack: boolean}} Card
 */

/**
 * Cached answers: Tasklist redraws all cards every ten seconds, and they must not flicker. @type {Map<string, Card>}
 */
const known = new Map();
/** @type {Map<string, Set<(card: Card) => void>>} */
let asked = new Map();

/** @type {((card: Card) => void)[]} */
const listeners = [];

/** @param {(card: Card) => void} then called with each card after every answer of the server */
export function onCard(then) {
  listeners.push(then);
}

function askAll() {
  const waiting = asked;
  asked = new Map();
  const tasks = [...waiting.keys()].map(task => `task=${encodeURIComponent(task)}`).join('&');
  ask(`cards?${tasks}`, 'thông tin của các công việc').then(
    (/** @type {Card[]} */ cards) => {
      for (const card of cards) {
        known.set(card.task, card);
        waiting.get(card.task)?.forEach(show => show(card));
        listeners.forEach(listen => listen(card));
      }
    },
    // The next refresh, ten seconds later, retries; Tasklist itself reports that the server does not answer.
    () => {},
  );
}

/**
 * Shows the cached card at once, and the current one after the server's answer.
 *
 * @param {string} task
 * @param {(card: Card) => void} show
 */
export function withCard(task, show) {
  const last = known.get(task);
  if (last) {
    show(last);
  }
  if (asked.size === 0) {
    setTimeout(askAll, 0);
  }
  asked.set(task, (asked.get(task) ?? new Set()).add(show));
}

/**
 * @param {string} name of the element
 * @param {string} kind its class
 * @param {(string | Node | undefined)[]} children
 */
export function element(name, kind, ...children) {
  const made = document.createElement(name);
  made.className = kind;
  made.append(...children.filter(child => child !== undefined));
  return made;
}

/** The lines of a card. @returns {Node[]} */
export function lines(/** @type {Card} */ card) {
  const line = (/** @type {string} */ label, /** @type {string | undefined} */ value) =>
    value ? [element('div', 'data-plan-line', element('b', '', `${label}: `), value)] : [];
  return [
    ...(card.returned ? [element('div', 'data-plan-returned', card.returned)] : []),
    ...(card.due ? [element('div', `data-plan-due is-${card.due.state.toLowerCase().replace('_', '-')}`, card.due.words)] : []),
    element('div', 'data-plan-line', [card.citation, card.duty].filter(Boolean).join('. ')),
    ...line('Đơn vị', card.unit),
    ...line('CSDL', card.database),
    ...line('Dịch vụ', card.service),
    ...line('Về', card.about),
    ...line('Kỳ', card.period),
    ...line('Người xử lý', card.isMine ? `${card.holder} (bạn)` : card.holder ?? 'chưa có'),
  ];
}

export const card = {
  id: 'data-plan-card',
  pluginPoint: 'tasklist.card',
  priority: 300,
  render: (/** @type {HTMLElement} */ node, /** @type {{taskId: string}} */ {taskId}) => {
    node.className = 'data-plan-card';
    withCard(taskId, found => node.replaceChildren(...lines(found)));
  },
  unmount: () => {},
};
