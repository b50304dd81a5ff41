// Unclaiming a task: a person with a draft first chooses whether to pass it on or keep it.
import {openTask} from './camunda.js';
import {element} from './cards.js';
import {draftOf} from './drafts.js';

const WHAT = 'Nội dung đang nhập mới được lưu tạm, chưa gửi. Sau khi bỏ nhận việc, nội dung này dành cho ai?';
const THEN =
  'Nếu chuyển, người của đơn vị nhận việc tiếp theo thấy nội dung này và tên người nhập. Nếu giữ, chỉ tài khoản này thấy lại khi mở công việc.';

/** @param {import('./draft.js').Draft} draft @param {() => void} giveBack */
function question(draft, giveBack) {
  const dialog = /** @type {HTMLDialogElement} */ (element('dialog', 'data-plan-question'));
  const fault = element('p', 'data-plan-refused');
  fault.setAttribute('role', 'alert');
  const button = (/** @type {string} */ kind, /** @type {string} */ words, /** @type {() => void} */ then) => {
    const made = /** @type {HTMLButtonElement} */ (element('button', `btn ${kind}`, words));
    made.type = 'button';
    made.addEventListener('click', then);
    return made;
  };
  const leave = () => {
    dialog.close();
    giveBack();
  };
  const passOn = async () => {
    const why = await draft.passOn();
    if (why) {
      fault.textContent = `Chưa chuyển được: ${why}`;
    } else {
      leave();
    }
  };
  const heading = element('h3', '', 'Bỏ nhận việc');
  heading.id = 'data-plan-question';
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.append(
    heading,
    element('p', '', WHAT),
    element('p', '', THEN),
    fault,
    button('btn-primary', 'Chuyển nội dung đang nhập cho người nhận việc tiếp theo', passOn),
    button('btn-default', 'Chỉ giữ cho tôi', leave),
    button('btn-default', 'Chưa bỏ nhận việc', () => dialog.close()),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

let isAnswered = false;
document.addEventListener(
  'click',
  event => {
    const button = event.target instanceof Element && event.target.closest('section.task-card .meta .unclaim');
    const task = openTask();
    if (!(button instanceof HTMLElement) || !task || isAnswered) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const draft = draftOf(task.id);
    const giveBack = () => {
      // Tasklist may have redrawn its button, which now belongs to the open task
      const now = document.querySelector('section.task-card .meta .unclaim');
      if (now instanceof HTMLElement && openTask()?.id === task.id) {
        isAnswered = true;
        now.click();
        isAnswered = false;
      }
    };
    draft.isOwn().then(isOwn => (isOwn ? question(draft, giveBack) : giveBack()));
  },
  true,
);
