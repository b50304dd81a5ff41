// Turns a simple decision into buttons: if a form has a choice and no input before it, each answer becomes a button
// at the form's end. An answer that needs more input, such as the reason for a return, shows its fields instead.
import {claimOpenTask, openTask} from './camunda.js';
import {element} from './cards.js';
import {afterPost} from './server.js';

/** How long a claim may take, in ms. */
const PATIENCE = 10000;
/** ms */
const DOUBLE_CLICK = 500;

const SHOWN_ALONE = ['text', 'html', 'table', 'image', 'separator', 'spacer', 'expression', 'button', 'iframe'];

/** The input fields, including those inside groups. @returns {any[]} */
const inputs = (/** @type {any} */ parent) =>
  (parent.components ?? []).flatMap((/** @type {any} */ field) =>
    field.type === 'group' && !field.path
      ? inputs(field)
      : SHOWN_ALONE.includes(field.type) || field.disabled || field.readonly === true
        ? []
        : [field],
  );

/** Whether the form shows the field after this choice. */
const isShown = (/** @type {any} */ form, /** @type {any} */ field, /** @type {any} */ data) =>
  !field.conditional?.hide || form.get('conditionChecker').check(field.conditional.hide, data) !== true;

/** The decision that waits for its claim. @type {{task: string, fail: () => void} | undefined} */
let claimed;

/**
 * Completes the task once Tasklist has enabled it for the assignee. If the person has left the task by then, or the
 * server does not answer, a message says that nothing was decided.
 */
function complete(/** @type {HTMLButtonElement} */ button, /** @type {() => void} */ undo) {
  const task = openTask();
  if (!task) {
    return;
  }
  const injector = /** @type {any} */ (self).angular.element(document.body).injector();
  const waiting = new MutationObserver(() => click());
  const tell = (/** @type {string} */ message) => injector.get('Notifications').addError({status: 'Chưa hoàn thành', message});
  const left = injector.get('$rootScope').$on('$locationChangeSuccess', () => {
    if (injector.get('$location').search().task !== task.id) {
      stop();
      tell(`${task.name}. Mở lại công việc này để quyết định.`);
    }
  });
  const stop = () => {
    waiting.disconnect();
    left();
    clearTimeout(patience);
    claimed = undefined;
  };
  const fail = () => {
    stop();
    if (openTask()?.id === task.id && !openTask()?.assignee && button.isConnected) {
      undo();
      injector.get('$rootScope').$applyAsync(() => tell('Không kết nối được với máy chủ. Kiểm tra mạng rồi quyết định lại.'));
    }
  };
  const click = () => {
    if (!button.disabled && openTask()?.id === task.id && openTask()?.assignee) {
      stop();
      button.click();
    }
  };
  waiting.observe(button, {attributes: true, attributeFilter: ['disabled']});
  const patience = setTimeout(fail, PATIENCE);
  if (!task.assignee) {
    claimed = {task: task.id, fail};
    claimOpenTask();
  }
  setTimeout(click, 0);
}

afterPost(/\/task\/([^/]+)\/claim$/, (answer, task) => {
  if (answer.status === 0 && claimed?.task === task) {
    claimed.fail();
  }
});

class Decisions {
  constructor(/** @type {any} */ form) {
    this.form = form;
    /** @type {any} */
    this.choice = null;
    this.buttons = element('span', 'data-plan-decide');
    this.buttons.setAttribute('role', 'group');
    // A listener that returns false stops the event
    form.on('changed', () => {
      this.show();
    });
    form.on('form.destroy', () => this.buttons.remove());
  }

  get actions() {
    return this.form._container.closest('[cam-tasklist-form]')?.querySelector('.form-actions');
  }

  offer(/** @type {any} */ schema) {
    const all = inputs(schema);
    const [choice, ...more] = all.filter(field => field.type === 'radio' && field.validate?.required && !field.conditional?.hide);
    const others = all.filter(field => field !== choice);
    const {data} = this.form._getState();
    const needsMore = (/** @type {any} */ {value}) =>
      others.some(field => isShown(this.form, field, {...data, [choice.key]: value}));
    const fits =
      choice &&
      more.length === 0 &&
      !others.some(field => isShown(this.form, field, {...data, [choice.key]: null})) &&
      choice.values?.some((/** @type {any} */ answer) => !needsMore(answer));
    this.choice = fits ? choice : null;
    if (fits) {
      this.buttons.setAttribute('aria-label', choice.label);
      this.buttons.replaceChildren(
        ...choice.values.map((/** @type {any} */ answer) => {
          const asks = needsMore(answer);
          const button = /** @type {HTMLButtonElement} */ (
            element('button', 'btn btn-default', asks ? `${answer.label}…` : answer.label)
          );
          button.type = 'button';
          button.addEventListener('click', () => this.decide(answer.value, asks));
          return button;
        }),
      );
    }
    this.show();
  }

  /** Shows the buttons while nothing is chosen; after that, the form's own button. */
  show() {
    const {actions} = this;
    const isOpen = this.choice && !this.form._getState().data?.[this.choice.key];
    actions?.classList.toggle('is-to-decide', Boolean(isOpen));
    if (isOpen && actions && this.buttons.parentNode !== actions) {
      actions.prepend(this.buttons);
      this.wait();
    } else if (!isOpen) {
      this.buttons.remove();
    }
  }

  /** Ignores the second click of a double click on the previous task, whose buttons were in the same place. */
  wait() {
    const all = Array.from(this.buttons.querySelectorAll('button'));
    const enable = (/** @type {boolean} */ isReady) => all.forEach(button => (button.disabled = !isReady));
    enable(false);
    setTimeout(() => enable(true), DOUBLE_CLICK);
  }

  /** Claims an unassigned task first, like the first input does; if another person was faster, nothing is decided. */
  decide(/** @type {unknown} */ value, /** @type {boolean} */ asks) {
    const {actions} = this;
    const instance = this.form
      .get('formFieldInstanceRegistry')
      .getAll()
      .find((/** @type {any} */ one) => one.id === this.choice.id);
    this.form._update({fieldInstance: instance, value});
    if (asks) {
      // After the field is drawn
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const fields = Array.from(this.form._container.querySelectorAll('textarea, input:not([type=radio]):not([type=hidden])'));
          const field = fields.find(one => one.checkVisibility() && !one.closest('[readonly]') && !one.disabled);
          field?.scrollIntoView({block: 'center'});
          field?.focus({preventScroll: true});
        }),
      );
    } else {
      complete(actions?.querySelector('.btn-primary'), () => this.form._update({fieldInstance: instance, value: null}));
    }
  }
}

/** @type {WeakMap<any, Decisions>} */
const known = new WeakMap();

/** Shows buttons for the form's decision; none if the form asks for more. */
export function offerDecisions(/** @type {any} */ form, /** @type {any} */ schema) {
  const decisions = known.get(form) ?? new Decisions(form);
  known.set(form, decisions);
  decisions.offer(schema);
}
