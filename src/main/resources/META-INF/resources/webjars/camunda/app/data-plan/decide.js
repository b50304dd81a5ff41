// A decision that asks for nothing else is one button: where a form has a choice and nothing to enter before it is made, each of
// its answers stands at the form's end as what it does. One that asks for more, such as why something goes back, opens that.
import {element} from './cards.js';

const SHOWN_ALONE = ['text', 'html', 'table', 'image', 'separator', 'spacer', 'expression', 'button', 'iframe'];

/** What people may enter, groups opened. @returns {any[]} */
const inputs = (/** @type {any} */ parent) =>
  (parent.components ?? []).flatMap((/** @type {any} */ field) =>
    field.type === 'group' && !field.path
      ? inputs(field)
      : SHOWN_ALONE.includes(field.type) || field.disabled || field.readonly === true
        ? []
        : [field],
  );

/** Whether the form shows the field with that choice made. */
const isShown = (/** @type {any} */ form, /** @type {any} */ field, /** @type {any} */ data) =>
  !field.conditional?.hide || form.get('conditionChecker').check(field.conditional.hide, data) !== true;

class Decisions {
  constructor(/** @type {any} */ form) {
    this.form = form;
    /** @type {any} */
    this.choice = null;
    this.buttons = element('span', 'data-plan-decide');
    this.buttons.setAttribute('role', 'group');
    // A listener that answers false ends the event
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

  /** While nothing is chosen; then the form's own button says it. */
  show() {
    const {actions} = this;
    const isOpen = this.choice && !this.form._getState().data?.[this.choice.key];
    actions?.classList.toggle('is-to-decide', Boolean(isOpen));
    if (isOpen && actions && this.buttons.parentNode !== actions) {
      actions.prepend(this.buttons);
    } else if (!isOpen) {
      this.buttons.remove();
    }
  }

  /** Whoever decides so with one click takes the task from nobody: it is done with that, or refused. */
  decide(/** @type {unknown} */ value, /** @type {boolean} */ asks) {
    const {actions} = this;
    const instance = this.form
      .get('formFieldInstanceRegistry')
      .getAll()
      .find((/** @type {any} */ one) => one.id === this.choice.id);
    this.form._update({fieldInstance: instance, value});
    if (asks) {
      // Once the field is drawn
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const fields = Array.from(this.form._container.querySelectorAll('textarea, input:not([type=radio]):not([type=hidden])'));
          const field = fields.find(one => one.checkVisibility() && !one.closest('[readonly]') && !one.disabled);
          field?.scrollIntoView({block: 'center'});
          field?.focus({preventScroll: true});
        }),
      );
    } else {
      // Once Tasklist knows that nothing is wrong
      setTimeout(() => actions?.querySelector('.btn-primary')?.click(), 0);
    }
  }
}

/** @type {WeakMap<any, Decisions>} */
const known = new WeakMap();

/** Offers the answers of the choice that the form is for; none where it asks for more. */
export function offerDecisions(/** @type {any} */ form, /** @type {any} */ schema) {
  const decisions = known.get(form) ?? new Decisions(form);
  known.set(form, decisions);
  decisions.offer(schema);
}
