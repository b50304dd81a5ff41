// "Giao việc": the head assigns the open task to a colleague by name, with an instruction.
import {openTask, readTaskAgain} from './camunda.js';
import {element} from './cards.js';
import {draftOf} from './drafts.js';
import {ask, post} from './server.js';

/**
 * @typedef {{id: string, name: string, position: string, tasks: number, nextDue?: string, cannot?: string}} Officer
 * @typedef {{holder: string, holderName?: string, draftSavedAt?: string, officers: Officer[]}} Choice
 */

const LONGEST = 1000;

/** @type {(kind: string, words: string) => HTMLButtonElement} */
function button(kind, words) {
  const made = /** @type {HTMLButtonElement} */ (element('button', kind, words));
  made.type = 'button';
  return made;
}

/** @type {(name: string, value: string) => HTMLInputElement} */
function radio(name, value) {
  const made = /** @type {HTMLInputElement} */ (element('input', ''));
  made.type = 'radio';
  made.name = name;
  made.value = value;
  return made;
}

/** Shows the button beside unclaiming, or removes it. */
export function giveButton(/** @type {Element} */ section, /** @type {string | null} */ task, /** @type {() => {instruction: string} | undefined} */ given) {
  const before = section.querySelector('.data-plan-give');
  if (!task) {
    before?.remove();
  } else if (!before || /** @type {HTMLElement} */ (before).dataset.task !== task) {
    before?.remove();
    const made = button('data-plan-give', 'Giao việc');
    made.dataset.task = task;
    made.addEventListener('click', () => open(task, given()));
    section.querySelector('.meta.actors')?.after(made);
  }
}

async function open(/** @type {string} */ task, /** @type {{instruction: string} | undefined} */ given) {
  // Saves the head's own draft first, so that the server knows it
  await draftOf(task).save();
  const dialog = new Dialog(task);
  try {
    dialog.show(await ask(`tasks/${task}/assignment`, 'danh sách cán bộ'), given?.instruction ?? '');
  } catch (fault) {
    dialog.refuse(/** @type {Error} */ (fault).message);
  }
}

class Dialog {
  constructor(/** @type {string} */ task) {
    this.task = task;
    this.dialog = /** @type {HTMLDialogElement} */ (element('dialog', 'data-plan-question data-plan-assignment'));
    this.fault = element('p', 'data-plan-refused');
    this.fault.setAttribute('role', 'alert');
    const heading = element('h3', '', 'Giao việc');
    heading.id = 'data-plan-assignment';
    this.dialog.setAttribute('aria-labelledby', heading.id);
    this.dialog.addEventListener('close', () => this.dialog.remove());
    const close = button('btn btn-default', 'Đóng');
    close.addEventListener('click', () => this.dialog.close());
    this.form = /** @type {HTMLFormElement} */ (element('form', ''));
    this.form.noValidate = true;
    this.form.addEventListener('submit', event => {
      event.preventDefault();
      this.give();
    });
    this.buttons = element('div', 'data-plan-buttons', close);
    this.form.append(heading, element('p', '', openTask()?.name ?? ''), this.fault, this.buttons);
    this.dialog.append(this.form);
    document.body.append(this.dialog);
    this.dialog.showModal();
  }

  refuse(/** @type {string} */ why) {
    this.fault.textContent = why;
    this.fault.scrollIntoView({block: 'nearest'});
  }

  show(/** @type {Choice} */ choice, /** @type {string} */ instruction) {
    this.choice = choice;
    const {holder, holderName, officers} = choice;
    if (officers.length === 0) {
      this.refuse('Nhóm được giao công việc này chưa có cán bộ nào.');
      return;
    }
    this.instruction = /** @type {HTMLTextAreaElement} */ (element('textarea', 'form-control'));
    this.instruction.rows = 4;
    this.instruction.value = instruction;
    this.count = element('div', 'data-plan-count', '');
    this.instruction.addEventListener('input', () => this.counts());
    const give = button('btn btn-primary', 'Giao việc');
    give.type = 'submit';
    this.give_ = give;
    this.buttons.prepend(give);
    this.buttons.before(
      ...(holderName ? [element('p', '', `Đang xử lý: ${holderName}.`)] : []),
      this.officers(officers, holder),
      ...this.drafts(choice),
      element('label', '', 'Ý kiến chỉ đạo (không bắt buộc)', this.instruction),
      this.count,
      this.fault,
    );
    this.form.addEventListener('change', () => this.draftIsAsked());
    this.draftIsAsked();
    this.counts();
    this.dialog.querySelector('input')?.focus();
  }

  officers(/** @type {Officer[]} */ officers, /** @type {string} */ holder) {
    const row = (/** @type {Officer} */ {id, name, position, tasks, nextDue, cannot}) => {
      const chosen = radio('officer', id);
      chosen.disabled = cannot !== undefined;
      return element(
        'label',
        cannot ? 'is-shut-out' : '',
        chosen,
        element('span', 'data-plan-officer', element('b', '', name), `, ${position.toLowerCase()}${id === holder ? ', đang xử lý' : ''}`),
        element(
          'span',
          'data-plan-load',
          cannot ?? (tasks === 0 ? 'không có việc đang mở' : `${tasks} việc${nextDue ? `, sớm nhất ${nextDue}` : ''}`),
        ),
      );
    };
    return element(
      'fieldset',
      'data-plan-officers',
      element('legend', '', 'Người được giao'),
      element('div', '', ...officers.map(row)),
    );
  }

  drafts(/** @type {Choice} */ {holderName, draftSavedAt}) {
    if (!draftSavedAt) {
      return [];
    }
    const way = (/** @type {string} */ value, /** @type {string} */ words) => element('label', '', radio('draft', value), words);
    this.asksDraft = /** @type {HTMLFieldSetElement} */ (
      element(
        'fieldset',
        '',
        element('legend', '', 'Nội dung đang nhập'),
        element('p', '', `${holderName} đã nhập nội dung chưa gửi, lưu lúc ${draftSavedAt}.`),
        way('PASS_ON', 'Chuyển cho người được giao'),
        way('DISCARD', 'Bỏ nội dung này'),
      )
    );
    return [this.asksDraft];
  }

  /** The next assignee keeps this draft. */
  draftIsAsked() {
    if (this.asksDraft) {
      this.asksDraft.hidden = this.chosen('officer') === this.choice?.holder;
    }
  }

  chosen(/** @type {string} */ name) {
    return this.form.querySelector(`input[name=${name}]:checked`)?.getAttribute('value') ?? null;
  }

  counts() {
    const length = this.instruction?.value.trim().length ?? 0;
    if (this.count) {
      this.count.textContent = length > 0 ? `Đã nhập ${length.toLocaleString('vi-VN')}/${LONGEST.toLocaleString('vi-VN')} ký tự` : '';
      this.count.classList.toggle('is-too-long', length > LONGEST);
    }
  }

  async give() {
    const to = this.chosen('officer');
    const draft = this.chosen('draft');
    const isAsked = this.asksDraft && !this.asksDraft.hidden;
    if (!to) {
      this.refuse('"Người được giao": phải chọn.');
      return;
    }
    if (isAsked && !draft) {
      this.refuse('"Nội dung đang nhập": phải chọn chuyển cho người được giao hoặc bỏ.');
      return;
    }
    if (this.give_) {
      this.give_.disabled = true;
    }
    const why = await post(`tasks/${this.task}/assignment`, {
      to,
      instruction: this.instruction?.value ?? '',
      holder: this.choice?.holder ?? '',
      ...(isAsked && {draft}),
    });
    if (why) {
      this.refuse(why);
      if (this.give_) {
        this.give_.disabled = false;
      }
      return;
    }
    this.dialog.close();
    const typed = draftOf(this.task);
    typed.forgetUnsaved();
    typed.showAgain();
    readTaskAgain();
    say(`Đã giao cho ${this.choice?.officers.find(({id}) => id === to)?.name}: ${openTask()?.name}.`);
  }
}

function say(/** @type {string} */ status) {
  const injector = /** @type {any} */ (self).angular.element(document.body).injector();
  injector.get('$rootScope').$applyAsync(() => injector.get('Notifications').addMessage({status, duration: 10000}));
}
