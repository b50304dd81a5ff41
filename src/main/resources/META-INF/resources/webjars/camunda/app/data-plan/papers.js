// The tab of a task's papers: the files of its process instance, and an upload area.
import {openTask} from './camunda.js';
import {element} from './cards.js';
import {address, listen, papersOf, upload, withdraw} from './paperStore.js';
import {ENDED} from './server.js';

/** @typedef {import('./paperStore.js').Paper} Paper */
/** @typedef {import('./paperStore.js').Papers} Papers */

const LABEL = 'Hồ sơ';
const KINDS = '.pdf,.docx,.xlsx,.png,.jpg,.jpeg,.zip';

/** @param {(event: Event) => void} then @returns {HTMLButtonElement} */
export function button(/** @type {string} */ kind, /** @type {string} */ words, then) {
  const made = /** @type {HTMLButtonElement} */ (element('button', `btn ${kind}`, words));
  made.type = 'button';
  made.addEventListener('click', then);
  return made;
}

/** A modal dialog with a close button. */
export function dialog(/** @type {string} */ title, /** @type {(Node | undefined)[]} */ ...content) {
  const made = /** @type {HTMLDialogElement} */ (element('dialog', 'data-plan-question'));
  const heading = element('h3', '', title);
  heading.id = 'data-plan-paper-dialog';
  made.setAttribute('aria-labelledby', heading.id);
  made.append(heading, ...content.filter(part => part !== undefined), button('btn-default', 'Đóng', () => made.close()));
  made.addEventListener('close', () => made.remove());
  document.body.append(made);
  made.showModal();
  return made;
}

/** Shows page after page. */
function preview(/** @type {Paper} */ paper) {
  let number = 1;
  const picture = /** @type {HTMLImageElement} */ (element('img', ''));
  const says = element('p', '');
  says.setAttribute('role', 'status');
  const show = () => {
    const page = `${address(paper)}/pages/${number}`;
    const where = paper.pages > 1 ? `Trang ${number}/${paper.pages}` : '';
    says.textContent = 'Đang tải…';
    picture.alt = `${paper.name}, trang ${number}`;
    picture.onload = () => (says.textContent = where);
    picture.onerror = async () => {
      const why = await fetch(page)
        .then(answer => (answer.status === 401 ? {message: ENDED} : answer.json()))
        .catch(() => ({}));
      says.textContent = `${where} ${why.message ?? 'Không xem trước được trang này; tải tệp về để xem.'}`.trim();
    };
    picture.src = page;
    before.disabled = number === 1;
    after.disabled = number === paper.pages;
  };
  const turn = (/** @type {number} */ by) => {
    number += by;
    show();
  };
  const before = button('btn-default', 'Trang trước', () => turn(-1));
  const after = button('btn-default', 'Trang sau', () => turn(1));
  const ways = element('div', 'data-plan-paper-pages', ...(paper.pages > 1 ? [before, after] : []), says);
  const shown = dialog(`${paper.name} (bản ${paper.version})`, ways, element('div', 'data-plan-paper-page', picture));
  shown.classList.add('data-plan-paper-dialog');
  // The close button stays visible above a long page
  ways.append(/** @type {Element} */ (shown.lastElementChild));
  show();
}

function askToWithdraw(/** @type {string} */ task, /** @type {Paper} */ paper) {
  const fault = element('p', 'data-plan-refused');
  fault.setAttribute('role', 'alert');
  const asked = dialog(
    'Rút tệp',
    element('p', '', `Rút "${paper.name}" (bản ${paper.version})? Nội dung tệp bị xóa; tên tệp và lần tải lên vẫn còn trong hồ sơ.`),
    fault,
    button('btn-primary', 'Rút tệp', () =>
      withdraw(task, paper).then(
        () => asked.close(),
        (/** @type {Error} */ why) => (fault.textContent = why.message),
      ),
    ),
  );
}

function line(/** @type {string} */ task, /** @type {Paper} */ paper, /** @type {boolean} */ isNewest) {
  const sum = element('span', '', `SHA-256 ${paper.sha256.slice(0, 8)}`);
  sum.title = paper.sha256;
  const download = /** @type {HTMLAnchorElement} */ (element('a', 'btn btn-default', 'Tải về'));
  download.href = address(paper);
  download.setAttribute('aria-label', `Tải về ${paper.name}, bản ${paper.version}`);
  return element(
    'li',
    paper.withdrawn ? 'is-withdrawn' : isNewest ? '' : 'is-older',
    element('div', '', element('b', '', paper.name), ` bản ${paper.version}`, paper.withdrawn || isNewest ? '' : ' (đã có bản mới hơn)'),
    element('div', 'data-plan-paper-facts', `${paper.size}, ${paper.by}, ${paper.at}, `, sum),
    paper.ended ? element('div', 'data-plan-paper-facts', `Của lượt thực hiện trước, đã hủy lúc ${paper.ended}.`) : undefined,
    paper.withdrawn
      ? element('div', '', `Đã rút lúc ${paper.withdrawn}.`)
      : element(
          'div',
          'data-plan-paper-ways',
          paper.pages > 0 ? button('btn-default', 'Xem trước', () => preview(paper)) : undefined,
          download,
          paper.mayBeWithdrawn ? button('btn-default', 'Rút tệp', () => askToWithdraw(task, paper)) : undefined,
        ),
  );
}

/** Newest first within a name, in the server's order. */
function list(/** @type {string} */ task, /** @type {Paper[]} */ papers) {
  /** @type {Set<string>} */
  const seen = new Set();
  const lines = papers.map(paper => {
    const name = paper.name.toLowerCase();
    const isNewest = !paper.withdrawn && !seen.has(name);
    if (!paper.withdrawn) {
      seen.add(name);
    }
    return line(task, paper, isNewest);
  });
  return element('ul', 'data-plan-papers', ...lines);
}

/**
 * Where files are chosen or dropped; one after the other goes, each with how far it is.
 *
 * @param {string} task
 * @param {() => number} largest
 * @param {() => void} begun
 */
function place(task, largest, begun) {
  const input = /** @type {HTMLInputElement} */ (element('input', ''));
  input.type = 'file';
  input.multiple = true;
  input.accept = KINDS;
  input.hidden = true;
  const going = element('ul', 'data-plan-paper-going');
  // Outside the list: an element with role status is no longer a list item
  const said = element('div', '', going);
  said.setAttribute('role', 'status');
  let last = Promise.resolve();
  const take = (/** @type {FileList | null | undefined} */ files) => {
    for (const file of Array.from(files ?? [])) {
      begun();
      const bar = /** @type {HTMLProgressElement} */ (element('progress', ''));
      bar.max = 1;
      bar.value = 0;
      bar.setAttribute('aria-label', `Đang tải lên ${file.name}`);
      const says = element('span', '', file.name);
      const row = element('li', '', says, bar);
      going.append(row);
      last = last
        .then(() => upload(task, file, largest(), part => (bar.value = part)))
        .then(
          () => row.remove(),
          (/** @type {Error} */ why) => {
            row.className = 'is-wrong';
            row.replaceChildren(
              element('span', '', why.message),
              button('btn-default', 'Bỏ dòng này', () => row.remove()),
            );
          },
        );
    }
  };
  input.addEventListener('change', () => {
    take(input.files);
    input.value = '';
  });
  const zone = element(
    'div',
    'data-plan-paper-place',
    input,
    button('btn-primary', 'Chọn tệp để tải lên', () => input.click()),
    element(
      'span',
      '',
      ` hoặc thả tệp vào đây: PDF, DOCX, XLSX, PNG, JPEG, ZIP, mỗi tệp không quá ${Math.round(largest() / 1048576)} MB. Không tải tài liệu mật.`,
    ),
  );
  for (const event of ['dragenter', 'dragover']) {
    zone.addEventListener(event, over => {
      over.preventDefault();
      zone.classList.add('is-over');
    });
  }
  zone.addEventListener('dragleave', () => zone.classList.remove('is-over'));
  zone.addEventListener('drop', dropped => {
    dropped.preventDefault();
    zone.classList.remove('is-over');
    take(dropped.dataTransfer?.files);
  });
  return element('div', '', zone, said);
}

/** Shows the number of valid papers on the tab. */
function showCount(/** @type {Papers} */ {papers, ofUnits}) {
  const all = [...papers, ...ofUnits.flatMap(unit => unit.papers)].filter(paper => !paper.withdrawn).length;
  const tab = Array.from(document.querySelectorAll('.task-details .nav-tabs a')).find(link =>
    link.textContent?.trim().startsWith(LABEL),
  );
  if (tab) {
    const count = tab.querySelector('.data-plan-paper-count') ?? tab.appendChild(element('span', 'data-plan-paper-count'));
    count.textContent = all > 0 ? ` (${all})` : '';
  }
}

let counted = () => {};

/** Call it whenever another task is opened. */
export function countPapers(/** @type {string | undefined} */ task) {
  counted();
  counted = () => {};
  if (task) {
    const ends = listen(task, papers => openTask()?.id === task && showCount(papers));
    counted = () => ends();
    // The tab itself shows the error
    papersOf(task).catch(() => {});
  }
}

/** @param {(task: string) => void} claim takes the task for whoever uploads, where nobody has it */
export const papers = claim => {
  let ends = () => {};
  return {
    id: 'data-plan-papers',
    pluginPoint: 'tasklist.task.detail',
    priority: 850,
    properties: {label: LABEL},
    render: (/** @type {HTMLElement} */ node, /** @type {{taskId: string}} */ {taskId}) => {
      node.className = 'data-plan-papers-tab';
      /** @type {Papers | undefined} */
      let now;
      const put = element('div', '');
      const shown = element('div', '');
      node.replaceChildren(put, shown);
      const show = (/** @type {Papers} */ found) => {
        now = found;
        if (found.whyNot) {
          put.replaceChildren(element('p', 'data-plan-paper-facts', found.whyNot));
        } else if (!put.querySelector('input')) {
          put.replaceChildren(place(taskId, () => now?.largest ?? 0, () => claim(taskId)));
        }
        shown.replaceChildren(
          found.papers.length > 0 ? list(taskId, found.papers) : element('p', '', 'Hồ sơ này chưa có tệp nào.'),
          ...found.ofUnits.flatMap(({unit, papers: sent}) => [element('h3', '', `${unit}: đã gửi kèm báo cáo`), list(taskId, sent)]),
        );
      };
      ends();
      const stop = listen(taskId, show);
      ends = () => stop();
      papersOf(taskId).catch((/** @type {Error} */ fault) => shown.replaceChildren(fault.message));
    },
    unmount: () => ends(),
  };
};
