// The field for a number, instead of form-js's own, which ignores unexpected characters: it turned "1,200" into 120.
import {formJs, preact} from './camunda.js';

const {h, Component} = preact;
const {Label, Description, Errors} = formJs;

/** Digits, with or without a dot or space between thousands, and decimals after a comma. */
const WHOLE = /^-?(\d{1,3}([. ]\d{3})+|\d+)(,(\d{1,6}))?$/;
/** With more digits, a double no longer represents the typed number. */
const MOST_FIGURES = 15;

/**
 * The value of a field: the number if the text is valid, otherwise the text.
 *
 * @param {string} text @returns {number | string | null}
 */
export function readNumber(text) {
  const typed = text.replace(/\s/g, ' ').trim();
  if (!typed) {
    return null;
  }
  const isClear = WHOLE.test(typed) && typed.replace(/\D/g, '').replace(/^0+/, '').length <= MOST_FIGURES;
  return isClear ? Number(typed.replace(/[. ]/g, '').replace(',', '.')) : typed;
}

/** @param {unknown} value @param {number | undefined} digits behind the comma */
export function numberFault(value, digits) {
  return typeof value === 'string'
    ? digits === 0
      ? 'Phải nhập số nguyên, ví dụ 1200 hoặc 1.200.'
      : 'Phải nhập số, ví dụ 1200 hoặc 1.200,5.'
    : null;
}

/** @param {unknown} value */
const textOf = value => (typeof value === 'number' ? value.toLocaleString('vi-VN', {maximumFractionDigits: 10}) : String(value ?? ''));

export class NumberField extends Component {
  constructor(/** @type {any} */ props) {
    super(props);
    this.kept = props.value;
    this.state = {text: textOf(props.value)};
  }

  componentDidUpdate() {
    if (this.props.value !== this.kept) {
      this.kept = this.props.value;
      this.setState({text: textOf(this.kept)});
    }
  }

  /** Stores valid input while it is typed, and invalid input when the person leaves the field. */
  type(/** @type {string} */ text) {
    this.setState({text});
    const value = readNumber(text);
    if (typeof value !== 'string') {
      this.keep(value);
    }
  }

  keep(/** @type {number | string | null} */ value) {
    if (value !== (this.kept ?? null)) {
      this.kept = value;
      this.props.onChange({field: this.props.field, value});
    }
  }

  left() {
    const value = readNumber(this.state.text);
    this.keep(value);
    this.setState({text: textOf(value)});
    this.props.onBlur?.();
  }

  render() {
    const {field, domId, errors = [], disabled, readonly, onFocus} = this.props;
    const {label, description, validate = {}} = field;
    const descriptionId = `${domId}-description`;
    const errorsId = `${domId}-errors`;
    return h(
      'div',
      {
        class: `fjs-form-field fjs-form-field-number${errors.length ? ' fjs-has-errors' : ''}${disabled ? ' fjs-disabled' : ''}${readonly ? ' fjs-readonly' : ''}`,
      },
      h(Label, {htmlFor: domId, label, required: validate.required}),
      h(
        'div',
        {class: `fjs-input-group${disabled ? ' fjs-disabled' : ''}${readonly ? ' fjs-readonly' : ''}`},
        h('input', {
          id: domId,
          type: 'text',
          inputMode: field.decimalDigits === 0 ? 'numeric' : 'decimal',
          class: 'fjs-input',
          disabled,
          readOnly: readonly,
          autoComplete: 'off',
          'aria-describedby': `${descriptionId} ${errorsId}`,
          'aria-invalid': errors.length > 0,
          value: this.state.text,
          onFocus: () => onFocus?.(),
          onInput: (/** @type {any} */ event) => this.type(event.target.value),
          onBlur: () => this.left(),
        }),
      ),
      h(Description, {id: descriptionId, description}),
      h(Errors, {id: errorsId, errors}),
    );
  }
}
// Shows invalid input again, such as from a draft
NumberField.config = {
  ...formJs.Numberfield.config,
  sanitizeValue: (/** @type {{value: unknown}} */ {value}) =>
    typeof value === 'string' ? readNumber(value) : typeof value === 'number' ? value : null,
};
