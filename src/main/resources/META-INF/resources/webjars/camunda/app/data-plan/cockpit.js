// Cockpit for people who supervise the plan: running and stuck processes in words, with links to the plan's own
// pages.
import {element} from './cards.js';
import {root} from './modules.js';
import {ENDED, ask} from './server.js';

document.documentElement.lang = 'vi';

/** Whether the user may only read; the server adds the class to Cockpit's page. */
const isReader = document.documentElement.classList.contains('data-plan-reader');

/** The titles of plugins that have no translation file. @type {Record<string, string>} */
const TITLES = {
  'zoom in': 'Phóng to',
  'zoom out': 'Thu nhỏ',
  'reset zoom': 'Về cỡ ban đầu',
  'Toggle this section': 'Mở, thu phần này',
  'Powered by bpmn.io': 'Sơ đồ vẽ bằng bpmn.io',
};

const ID = /^\s*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*$/;

new MutationObserver(() => {
  for (const part of Array.from(/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[title]')))) {
    if (part.title in TITLES) {
      part.title = TITLES[part.title];
    }
  }
  for (const tip of Array.from(document.querySelectorAll('.tooltip-inner'))) {
    const vietnamese = TITLES[tip.textContent?.trim() ?? ''];
    if (vietnamese) {
      tip.textContent = vietnamese;
    }
  }
  for (const crumb of Array.from(document.querySelectorAll('.cam-breadcrumb .text'))) {
    crumb.classList.toggle('data-plan-id', ID.test(crumb.textContent ?? ''));
  }
  const toggle = document.querySelector('.navbar-toggle .sr-only');
  if (toggle && toggle.textContent !== 'Mở, đóng các mục') {
    toggle.textContent = 'Mở, đóng các mục';
  }
}).observe(document.body, {childList: true, subtree: true});

const link = (/** @type {string} */ text, /** @type {string} */ href) => {
  const made = /** @type {HTMLAnchorElement} */ (element('a', '', text));
  made.href = href;
  return made;
};

const row = (/** @type {string} */ kind, /** @type {(string | Node)[]} */ ...cells) =>
  element('tr', '', ...cells.map(cell => element(kind, '', cell)));

function table(/** @type {string[]} */ heads, /** @type {(string | Node)[][]} */ rows) {
  const made = element('table', 'cam-table data-plan-table', element('thead', '', row('th', ...heads)));
  made.append(element('tbody', '', ...rows.map(cells => row('td', ...cells))));
  return made;
}

/**
 * @typedef {object} Stuck
 * @property {string} id
 * @property {string} process
 * @property {string} about
 * @property {number | null} obligation
 * @property {string} step
 * @property {string} since
 * @property {string | null} reason
 */

/** @returns {string | Node} */
const duty = (/** @type {{about: string, obligation: number | null}} */ {about, obligation}) =>
  obligation ? link(about, `${root}/ke-hoach/viec/${obligation}`) : about;

/** Asks for the reason, which is stored, and retries the failed job. */
function retry(/** @type {Stuck} */ stuck, /** @type {() => void} */ done) {
  const reason = /** @type {HTMLInputElement} */ (element('input', 'form-control'));
  reason.setAttribute('aria-label', 'Lý do thử lại: ' + stuck.step);
  reason.placeholder = 'Lý do thử lại';
  reason.maxLength = 1000;
  const button = /** @type {HTMLButtonElement} */ (element('button', 'btn btn-default', 'Thử lại'));
  const fault = element('p', 'data-plan-fault');
  fault.setAttribute('role', 'alert');
  button.type = 'button';
  button.addEventListener('click', async () => {
    button.disabled = true;
    const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
    const answer = await fetch(`${root}/api/incidents/${stuck.id}/retry`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'X-XSRF-TOKEN': token},
      body: JSON.stringify({reason: reason.value}),
    }).catch(() => null);
    button.disabled = false;
    if (answer?.ok || answer?.status === 404) {
      done();
    } else {
      const said = await answer?.json().catch(() => null);
      fault.textContent = answer?.status === 401 ? ENDED : said?.message ?? 'Không gửi được yêu cầu. Thử lại sau.';
    }
  });
  return element('div', 'data-plan-retry', reason, button, fault);
}

/** Shows stuck processes, and what a person who cannot repair them should do. */
async function showIncidents(/** @type {HTMLElement} */ node, query = '') {
  /** @type {Stuck[]} */
  let found;
  try {
    found = await ask('incidents' + query, 'các sự cố');
  } catch (fault) {
    node.replaceChildren(/** @type {Error} */ (fault).message);
    return;
  }
  if (found.length === 0) {
    node.replaceChildren(element('p', '', 'Không có lượt thực hiện nào gặp sự cố kỹ thuật.'));
    return;
  }
  const heads = ['Quy trình', 'Nhiệm vụ', 'Bước', 'Từ lúc'];
  node.replaceChildren(
    element('h2', 'data-plan-stuck', `Có ${found.length} lượt thực hiện gặp sự cố kỹ thuật`),
    element(
      'p',
      '',
      isReader
        ? 'Phần mềm không tự đi tiếp được ở bước ghi dưới đây; cán bộ không phải làm lại. Báo Trung tâm CNTT (quản trị viên của phần mềm), kèm tên quy trình, nhiệm vụ và bước.'
        : 'Xem nguyên nhân trong thẻ Sự cố của lượt thực hiện, khắc phục rồi cho thử lại. Lý do được lưu cùng sự cố.',
    ),
    table(
      isReader ? heads : [...heads, 'Thử lại'],
      found.map(stuck => {
        const cells = [stuck.process, duty(stuck), stuck.step, stuck.since];
        return isReader ? cells : [...cells, retry(stuck, () => showIncidents(node, query))];
      }),
    ),
  );
}

/**
 * @typedef {object} Running
 * @property {string} instance
 * @property {string} about
 * @property {number | null} obligation
 * @property {string} opened
 * @property {string} due
 * @property {string} kind
 * @property {string} state
 */

const place = (/** @type {HTMLElement} */ node) => {
  node.classList.add('data-plan-cockpit');
  return node;
};

const failed = (/** @type {HTMLElement} */ node) => (/** @type {Error} */ fault) => node.replaceChildren(fault.message);

const incidentsOfAll = {
  id: 'data-plan-incidents',
  pluginPoint: 'cockpit.dashboard',
  priority: 1000,
  render: (/** @type {HTMLElement} */ node) => showIncidents(place(node)),
};

const incidentsOfProcess = {
  id: 'data-plan-process-incidents',
  pluginPoint: 'cockpit.processDefinition.runtime.tab',
  priority: 900,
  properties: {label: 'Sự cố kỹ thuật'},
  render: (/** @type {HTMLElement} */ node, /** @type {{processDefinitionId: string}} */ {processDefinitionId}) =>
    showIncidents(place(node), '?definition=' + encodeURIComponent(processDefinitionId)),
};

const runningOfProcess = {
  id: 'data-plan-running',
  pluginPoint: 'cockpit.processDefinition.runtime.tab',
  priority: 1000,
  properties: {label: 'Lượt thực hiện'},
  render: (/** @type {HTMLElement} */ node, /** @type {{processDefinitionId: string}} */ {processDefinitionId}) =>
    ask('running?definition=' + encodeURIComponent(processDefinitionId), 'các lượt thực hiện').then(
      (/** @type {Running[]} */ found) =>
        place(node).replaceChildren(
          found.length === 0
            ? 'Không có lượt nào đang thực hiện.'
            : table(
                ['Nhiệm vụ', 'Ngày mở', 'Hạn', 'Tình trạng', ''],
                found.map(one => [
                  duty(one),
                  one.opened,
                  one.due,
                  one.state && element('span', `data-plan-state is-${one.kind}`, one.state),
                  one.obligation
                    ? link('Xem sơ đồ', `${root}/ke-hoach/viec/${one.obligation}/quy-trinh`)
                    : link('Xem sơ đồ', `#/process-instance/${one.instance}/runtime`),
                ]),
              ),
        ),
      failed(node),
    ),
};

const dutyOfInstance = {
  id: 'data-plan-duty',
  pluginPoint: 'cockpit.processInstance.runtime.tab',
  priority: 1000,
  properties: {label: 'Nhiệm vụ'},
  render: (/** @type {HTMLElement} */ node, /** @type {{processInstanceId: string}} */ {processInstanceId}) =>
    ask(`running/${processInstanceId}`, 'nhiệm vụ').then(
      (/** @type {Running} */ one) =>
        place(node).replaceChildren(
          ...(one.obligation
            ? [
                element('p', '', duty(one), one.due && `, hạn ${one.due}`, one.state && `, ${one.state.toLowerCase()}`),
                element('p', '', link('Xem sơ đồ, ai đã làm gì', `${root}/ke-hoach/viec/${one.obligation}/quy-trinh`)),
              ]
            : ['Lượt thực hiện này của phần mềm, không thuộc nhiệm vụ nào của Kế hoạch.']),
        ),
      failed(node),
    ),
};

const plan = {
  id: 'data-plan-plan',
  pluginPoint: 'cockpit.navigation',
  priority: 1000,
  properties: {pagePath: root + '/ke-hoach', checkActive: () => false},
  render: (/** @type {HTMLElement} */ node) => node.replaceChildren(link('Kế hoạch', root + '/ke-hoach')),
};

const plugins = isReader
  ? [incidentsOfAll, plan, runningOfProcess, incidentsOfProcess, dutyOfInstance]
  : [incidentsOfAll];

export default plugins.map(plugin => ({unmount: () => {}, ...plugin}));
