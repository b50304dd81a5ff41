// The tab beside the form: the clause of the plan, the previous steps and the next ones.
import {element} from './cards.js';
import {root} from './modules.js';
import {ask} from './server.js';
import {beginWith} from './starts.js';

/**
 * @typedef {{citation: string, text: string, lead: string, coordinators: string, product: string, deadline: string,
 *   ground: string, remarks: string[]}} Clause
 * @typedef {{when: string, name: string, whose: string}} Next
 * @typedef {{name: string, by: string, at: string, reasons?: string, given?: string, instruction?: string}} Step
 * @typedef {{process: string, says: string, begins: Record<string, string>}} Start
 */

const part = (/** @type {string} */ title, /** @type {Node[]} */ ...content) => [element('h3', '', title), ...content];

function clause(/** @type {Clause} */ ground) {
  const rows = [
    ['Cơ quan chủ trì', ground.lead],
    ['Cơ quan phối hợp', ground.coordinators],
    ['Sản phẩm', ground.product],
    ['Thời gian hoàn thành', ground.deadline],
    ['Căn cứ', `${ground.ground}. ${ground.remarks.join(' ')}`],
  ].filter(([, text]) => text);
  return part(
    ground.citation,
    element('blockquote', '', ground.text),
    element('dl', '', ...rows.flatMap(([name, text]) => [element('dt', '', name), element('dd', '', text)])),
  );
}

function done(/** @type {Step[]} */ steps) {
  const list = element(
    'ol',
    '',
    ...steps.map(step =>
      element(
        'li',
        '',
        element('b', '', step.name),
        element('div', '', `${step.by}, ${step.at}`),
        step.given === undefined ? undefined : element('div', '', `Giao cho ${step.given}.`),
        step.instruction === undefined ? undefined : element('div', 'data-plan-typed', `Ý kiến chỉ đạo: ${step.instruction}`),
        step.reasons === undefined ? undefined : element('div', 'data-plan-returned', `Trả lại. Lý do: ${step.reasons}`),
      ),
    ),
  );
  return part('Quá trình', steps.length ? list : element('p', '', 'Đây là bước đầu tiên.'));
}

function coming(/** @type {Next[]} */ steps) {
  return part(
    'Tiếp theo',
    element(
      'ul',
      '',
      ...steps.map(({when, name, whose}) =>
        element('li', '', when && element('b', '', `${when}: `), name, whose && ` (${whose})`),
      ),
    ),
  );
}

/** Buttons for the processes that can be started from the task. */
function starts(/** @type {Start[]} */ offered, /** @type {(process: string) => void} */ start) {
  return offered.map(({process, says, begins}) => {
    const button = /** @type {HTMLButtonElement} */ (element('button', 'btn btn-default', says));
    button.type = 'button';
    button.addEventListener('click', () => {
      beginWith(process, begins);
      start(process);
    });
    return button;
  });
}

/** The way to the table of the period's reports, for whoever checks them. */
function reports(/** @type {{at: string | null}} */ {at}) {
  if (!at) {
    return [];
  }
  const link = /** @type {HTMLAnchorElement} */ (element('a', 'btn btn-default', 'Bảng báo cáo của các đơn vị'));
  link.href = root + at;
  return [link];
}

/** @param {(process: string) => void} start opens Tasklist's dialog for a process */
export const ground = start => ({
  id: 'data-plan-ground',
  pluginPoint: 'tasklist.task.detail',
  priority: 900,
  properties: {label: 'Căn cứ và quá trình'},
  render: (/** @type {HTMLElement} */ node, /** @type {{taskId: string}} */ {taskId}) => {
    node.className = 'data-plan-ground';
    Promise.all([
      ask(`ground/${taskId}`, 'căn cứ và quá trình'),
      // If this fails, the rest is still shown
      ask(`report-checker/task/${taskId}`, 'báo cáo của các đơn vị').then(reports, fault => [element('p', '', fault.message)]),
    ]).then(
      (/** @type {[{ground?: Clause, next: Next[], done?: Step[], starts: Start[]}, Node[]]} */ [answer, toReports]) =>
        node.replaceChildren(
          ...(answer.ground ? clause(answer.ground) : []),
          ...(answer.done ? done(answer.done) : []),
          ...coming(answer.next),
          ...toReports,
          ...starts(answer.starts, start),
        ),
      (/** @type {Error} */ fault) => node.replaceChildren(fault.message),
    );
  },
  unmount: () => {},
});
