// Changes to form-js in Tasklist: strict days and numbers, Vietnamese error messages with a count and a jump to the
// first, and a counter for limited lengths.
import {formJs, preact, taskOf} from './camunda.js';
import {DayField} from './dayField.js';
import {dayFault} from './days.js';
import {offerDecisions} from './decide.js';
import {withDraft} from './drafts.js';
import {NumberField, numberFault} from './numberField.js';
import {PaperWays} from './paperField.js';
import {asksDays, ruleFault} from './rules.js';
import {afterPost, ask} from './server.js';
import {begun} from './starts.js';
import {inFigures, inVietnamese, speakVietnamese} from './words.js';

const {h, Component, Fragment} = preact;

/** The characters that fit into the narrowest single-line field. */
const A_LINE = 28;

/**
 * A text field that loses no input: form-js stores it with a delay, and a redraw before that, such as by a computed
 * sum, would restore the old text. It shows how much of the allowed length is used, while it has the focus and when
 * little is left. It also offers suggestions; other text may be typed.
 */
function text(/** @type {any} */ Field) {
  class Text extends Component {
    componentDidMount() {
      const {domId, field} = this.props;
      const input = document.getElementById(domId);
      if (field.properties?.suggestions) {
        input?.setAttribute('list', `${domId}-known`);
      }
      input?.addEventListener('input', (/** @type {any} */ event) => this.setState({typed: event.target.value}));
    }

    render() {
      const {field, domId, disabled, readonly, onFocus, onBlur, onChange} = this.props;
      const value = this.state.typed ?? this.props.value;
      const most = field.validate?.maxLength;
      const taken = (/** @type {any} */ change) => {
        onChange(change);
        this.setState({typed: undefined});
      };
      const length = String(value ?? '').trim().length;
      // A single line would cut off read-only text
      const Shown = this.props.readonly && length > A_LINE ? formJs.Textarea : Field;
      const inIt = (/** @type {any} */ isIn, /** @type {any} */ then) => () => {
        this.setState({isIn});
        then?.();
      };
      return h(
        Fragment,
        null,
        h(Shown, {...this.props, value, onChange: taken, onFocus: inIt(true, onFocus), onBlur: inIt(false, onBlur)}),
        field.properties?.suggestions &&
          h(
            'datalist',
            {id: `${domId}-known`},
            (field.values ?? []).map((/** @type {any} */ known) => h('option', {value: known.value})),
          ),
        most > 0 &&
          (this.state.isIn || length > most * 0.8) &&
          h(
            'div',
            {class: `data-plan-count${length > most ? ' is-too-long' : ''}`, 'aria-live': length > most ? 'polite' : 'off'},
            `Đã nhập ${inFigures(length)}/${inFigures(most)} ký tự`,
          ),
        field.properties?.papers && !disabled && !readonly && h(PaperWays, {domId}),
      );
    }
  }
  Text.config = Field.config;
  return Text;
}

const FIELDS = {datetime: DayField, number: NumberField, textfield: text(formJs.Textfield), textarea: text(formJs.Textarea)};

/** In how many places something is wrong: sentences of a field, or of each row's, some of which may be missing. @returns {number} */
function count(/** @type {any} */ errors) {
  if (Array.isArray(errors) && errors.some(sentence => typeof sentence === 'string')) {
    return 1;
  }
  return errors && typeof errors === 'object'
    ? Object.values(errors).reduce((sum, part) => sum + count(part), 0)
    : 0;
}

// A draft may have invalid fields and no jump to them, although Tasklist submits the form to save it.
let isSaved = false;
document.addEventListener(
  'click',
  event => {
    isSaved = event.target instanceof Element && event.target.closest('.form-actions .btn-default') !== null;
    setTimeout(() => (isSaved = false));
  },
  true,
);

/** A line above the form that stays visible: the number of errors, and a link to the first. */
class Faults {
  constructor(/** @type {any} */ form) {
    this.form = form;
    this.line = document.createElement('div');
    this.line.className = 'data-plan-faults';
    this.line.setAttribute('role', 'alert');
    this.text = document.createElement('span');
    this.way = document.createElement('button');
    this.way.type = 'button';
    this.way.textContent = 'Đến chỗ đầu tiên';
    this.way.addEventListener('click', () => this.show());
    this.line.append(this.text, this.way);
    form.on('submit', (/** @type {any} */ {errors}) => {
      if (count(errors) > 0 && !isSaved) {
        this.say(count(errors));
        // After the errors are drawn
        requestAnimationFrame(() => requestAnimationFrame(() => this.show()));
      }
    });
    // A listener that returns false stops the event, for which Tasklist also waits
    form.on('changed', (/** @type {any} */ {errors}) => {
      if (this.line.isConnected) {
        this.say(count(errors));
      }
    });
    form.on('data-plan.refused', (/** @type {any} */ {errors}) => {
      this.say(count(errors));
      requestAnimationFrame(() => requestAnimationFrame(() => this.show()));
    });
    form.on('form.clear', () => this.line.remove());
    form.on('form.destroy', () => this.line.remove());
  }

  say(/** @type {number} */ places) {
    if (places === 0) {
      this.line.remove();
      return;
    }
    const text = places === 1 ? 'Còn 1 chỗ phải sửa.' : `Còn ${inFigures(places)} chỗ phải sửa.`;
    if (this.text.textContent !== text) {
      this.text.textContent = text;
    }
    const container = this.form._container;
    if (!this.line.isConnected && container.parentNode) {
      container.parentNode.insertBefore(this.line, container);
    }
  }

  show() {
    const fault = this.form._container.querySelector('.fjs-form-field-error');
    const field = fault?.closest('.fjs-form-field');
    if (field) {
      field.scrollIntoView({block: 'center'});
      field.querySelector('input:not([type=hidden]), textarea, select, [tabindex="0"]')?.focus({preventScroll: true});
    }
  }
}

/** @type {WeakMap<any, import('./rules.js').Days>} */
const days = new WeakMap();

function sayInVietnamese(/** @type {any} */ form) {
  const validator = form.get('validator');
  const fields = form.get('formFieldRegistry');
  const said = validator.validateFieldInstance;
  validator.validateFieldInstance = function (/** @type {any} */ instance, /** @type {any} */ value) {
    const field = fields.get(instance.id);
    const fault =
      (field?.type === 'datetime' && dayFault(value, field.subtype === 'datetime')) ||
      (field?.type === 'number' && numberFault(value, field.decimalDigits));
    if (fault) {
      return [fault];
    }
    const faults = said.call(this, instance, value).map((/** @type {string} */ message) => inVietnamese(message, field));
    const ofRule = faults.length === 0 && field && ruleFault(form, field, instance, value, days.get(form));
    return ofRule ? [ofRule] : faults;
  };
}

/** @returns {string[]} */
const idsIn = (/** @type {any} */ parent) =>
  (parent.components ?? []).flatMap((/** @type {any} */ field) => [field.id, ...idsIn(field)]);

/** Removes the errors of a removed row: form-js keeps them, and shifts the errors of the following rows by one. */
function takeFaultsOut(/** @type {any} */ form) {
  const update = form._update;
  form._update = function (/** @type {any} */ event) {
    const {fieldInstance, value} = event;
    const list = form.get('formFieldRegistry').get(fieldInstance.id);
    const {data, errors} = form._getState();
    const rows = list?.type === 'dynamiclist' && fieldInstance.valuePath.reduce((/** @type {any} */ part, /** @type {any} */ name) => part?.[name], data);
    if (Array.isArray(rows) && value?.length < rows.length) {
      const out = rows.findIndex((row, at) => row !== value[at]);
      for (const id of idsIn(list)) {
        const said = Object.values(fieldInstance.indexes ?? {}).reduce((/** @type {any} */ part, at) => part?.[at], errors[id]);
        if (Array.isArray(said)) {
          said.splice(out, 1);
        }
      }
    }
    return update.call(this, event);
  };
}

/** Of faults those that stand at one of the places. @returns {any} */
function faultsAt(/** @type {Set<string>} */ places, /** @type {any} */ errors, /** @type {(string | number)[]} */ way = []) {
  if (Array.isArray(errors) && errors.some(sentence => typeof sentence === 'string')) {
    return places.has(way.join()) ? errors : undefined;
  }
  if (Array.isArray(errors)) {
    return errors.map((part, at) => faultsAt(places, part, [...way, at]));
  }
  return errors && typeof errors === 'object'
    ? Object.fromEntries(Object.entries(errors).map(([name, part]) => [name, faultsAt(places, part, [...way, name])]))
    : errors;
}

/** Removes the errors of hidden fields: form-js keeps them, and the task could not be completed. */
function takeHiddenFaultsOut(/** @type {any} */ form) {
  const instances = form.get('formFieldInstanceRegistry');
  let waits = false;
  form.on('formFieldInstanceRegistry.changed', () => {
    if (waits) {
      return;
    }
    waits = true;
    // Moved rows are removed and added again
    setTimeout(() => {
      waits = false;
      const {errors} = form._getState();
      const places = new Set(
        instances.getAll().map((/** @type {any} */ {id, indexes}) => [id, ...Object.values(indexes ?? {})].join()),
      );
      const left = faultsAt(places, errors);
      if (count(left) < count(errors)) {
        form._setState({errors: left});
      }
    });
  });
}

/** The forms on the page: the task's form, and possibly the dialog of a start. @type {Set<any>} */
const opened = new Set();
const isStart = (/** @type {any} */ form) => form._container.closest('.modal') !== null;

/** Shows the server's errors at their fields until something is changed. */
function showRefused(/** @type {any} */ form, /** @type {{at: (string | number)[], says: string}[]} */ places) {
  /** @type {any} */
  const errors = {};
  for (const {at, says} of places) {
    const instance = form
      .get('formFieldInstanceRegistry')
      .getAll()
      .find((/** @type {any} */ one) => one.valuePath?.join() === at.join());
    if (instance) {
      const way = [instance.id, ...Object.values(instance.indexes ?? {})];
      const last = way.pop();
      const row = way.reduce((part, step) => (part[step] ??= []), errors);
      row[last] = [says];
    }
  }
  const {data} = form._getState();
  const changed = (/** @type {any} */ now) => {
    if (now.data !== data) {
      form.off('changed', changed);
      form.validate();
    }
  };
  form.on('changed', changed);
  form._setState({errors});
  form._emit('data-plan.refused', {errors});
}

for (const [kind, isAtStart] of [['task', false], ['process-definition', true]]) {
  afterPost(new RegExp(`/${kind}/([^?]+)/submit-form$`), answer => {
    const {places = []} = answer.status === 400 ? JSON.parse(answer.responseText) : {};
    const form = [...opened].find(one => one._container.isConnected && isStart(one) === isAtStart);
    if (form && places.length > 0) {
      showRefused(form, places);
    }
  });
}

/** The name of the list of choices that the server provides for the field. */
const listOf = (/** @type {any} */ field) => field.properties?.choices ?? field.properties?.suggestions;

/** @returns {boolean} */
const offers = (/** @type {any} */ parent) =>
  (parent.components ?? []).some((/** @type {any} */ field) => listOf(field) || offers(field));

/** The process that a form starts or belongs to. */
const processOf = (/** @type {any} */ schema) => schema.id.replace(/-[^-]*$/, '');

/** The form with the current choices of its lists. */
async function filled(/** @type {any} */ form, /** @type {any} */ schema) {
  if (!offers(schema)) {
    return schema;
  }
  const whose = isStart(form) ? `start/${processOf(schema)}` : `task/${taskOf(form)}`;
  const lists = await ask(`choices/${whose}`, 'các danh sách của biểu mẫu');
  const fill = (/** @type {any} */ parent) => ({
    ...parent,
    components: parent.components.map((/** @type {any} */ field) => ({
      ...(field.components ? fill(field) : field),
      ...(listOf(field) && {values: lists[listOf(field)]}),
    })),
  });
  return fill(schema);
}

speakVietnamese();

const importSchema = formJs.Form.prototype.importSchema;
formJs.Form.prototype.importSchema = async function (/** @type {any} */ schema, /** @type {any} */ data) {
  if (!opened.has(this)) {
    opened.add(this);
    this.on('form.destroy', () => {
      opened.delete(this);
    });
    for (const [type, field] of Object.entries(FIELDS)) {
      this.get('formFields').register(type, field);
    }
    sayInVietnamese(this);
    takeFaultsOut(this);
    takeHiddenFaultsOut(this);
    new Faults(this);
  }
  if (asksDays(schema)) {
    days.set(this, await ask('days', 'lịch làm việc'));
  }
  const offered = await filled(this, schema);
  const begins = isStart(this) ? {...data, ...begun(processOf(schema))} : data;
  const imported = await importSchema.call(this, offered, await withDraft(this, offered, begins));
  if (!isStart(this)) {
    offerDecisions(this, offered);
  }
  return imported;
};
