// The field for a day or a time, instead of form-js's own, which guesses unclear input, formats days in the browser's
// language and has an English calendar.
import {flatpickr, formJs, preact} from './camunda.js';
import {dayFault, isoDay, readDay, textsOf, valueOf} from './days.js';

const {h, Component, createRef} = preact;
const {Label, Description, Errors} = formJs;

const VIETNAMESE = {
  firstDayOfWeek: 1,
  weekdays: {
    shorthand: ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'],
    longhand: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  },
  months: {
    shorthand: Array.from({length: 12}, (_, month) => `Th${month + 1}`),
    longhand: Array.from({length: 12}, (_, month) => `tháng ${month + 1}`),
  },
  yearAriaLabel: 'Năm',
  monthAriaLabel: 'Tháng',
  ordinal: () => '',
};

export class DayField extends Component {
  constructor(/** @type {any} */ props) {
    super(props);
    this.hasTime = props.field.subtype === 'datetime';
    this.kept = props.value;
    this.state = textsOf(props.value, this.hasTime);
    this.root = createRef();
    this.input = createRef();
    this.anchor = createRef();
  }

  /** Created when it is needed: a form of a hundred rows has hundreds of days. */
  makeCalendar() {
    this.calendar ??= flatpickr(this.anchor.current, {
      static: true,
      clickOpens: false,
      disableMobile: true,
      locale: VIETNAMESE,
      ignoredFocusElements: [this.input.current],
      onChange: (/** @type {Date[]} */ [date]) => this.pick(date),
      // Esc closes the calendar and would lose the focus
      onClose: () => {
        if (this.calendar.calendarContainer.contains(document.activeElement)) {
          this.input.current.focus();
        }
      },
    });
  }

  componentDidUpdate() {
    if (this.props.value !== this.kept) {
      this.kept = this.props.value;
      this.setState(textsOf(this.kept, this.hasTime));
    }
  }

  componentWillUnmount() {
    this.calendar?.destroy();
  }

  /** @param {Date | undefined} date */
  pick(date) {
    if (date) {
      this.type({day: textsOf(isoDay(date), false).day});
      this.calendar.close();
      this.input.current.focus();
    }
  }

  /**
   * Stores valid input while it is typed, and invalid input when the person leaves the field.
   *
   * @param {{day?: string, time?: string}} part
   */
  type(part) {
    const typed = {...this.state, ...part};
    this.setState(part);
    const value = valueOf(typed, this.hasTime);
    if (!dayFault(value, this.hasTime)) {
      this.keep(value);
    }
  }

  /** @param {string | null} value */
  keep(value) {
    if (value !== (this.kept ?? null)) {
      this.kept = value;
      this.props.onChange({field: this.props.field, value});
    }
  }

  open() {
    const {disabled, readonly} = this.props;
    if (!disabled && !readonly && !this.calendar?.isOpen) {
      this.makeCalendar();
      const day = readDay(this.state.day);
      this.calendar.setDate(day && new Date(`${day}T00:00`), false);
      this.calendar.open();
    }
  }

  /** @param {FocusEvent} event */
  left(event) {
    if (!this.root.current.contains(event.relatedTarget)) {
      this.calendar?.close();
      const value = valueOf(this.state, this.hasTime);
      this.keep(value);
      this.setState(textsOf(value, this.hasTime));
      this.props.onBlur?.();
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.open();
      if (!this.calendar?.isOpen) {
        return;
      }
      const {calendarContainer: days} = this.calendar;
      (days.querySelector('.selected') ?? days.querySelector('.today') ?? days.querySelector('.flatpickr-day')).focus();
    } else if (event.key === 'Escape') {
      this.calendar?.close();
    } else if (event.key === 'Enter') {
      this.calendar?.close();
      this.keep(valueOf(this.state, this.hasTime));
    }
  }

  render() {
    const {field, domId, errors = [], disabled, readonly, onFocus} = this.props;
    const {dateLabel, timeLabel, description, validate = {}} = field;
    const descriptionId = `${domId}-description`;
    const errorsId = `${domId}-errors`;
    const common = {
      type: 'text',
      class: 'fjs-input',
      disabled,
      readOnly: readonly,
      autoComplete: 'off',
      'aria-describedby': `${descriptionId} ${errorsId}`,
      'aria-invalid': errors.length > 0,
      onFocus: () => onFocus?.(),
    };
    const group = (/** @type {any[]} */ ...children) =>
      h('div', {class: `fjs-input-group${disabled ? ' fjs-disabled' : ''}${readonly ? ' fjs-readonly' : ''}`}, ...children);
    return h(
      'div',
      {
        class: `fjs-form-field fjs-form-field-datetime${errors.length ? ' fjs-has-errors' : ''}${disabled ? ' fjs-disabled' : ''}${readonly ? ' fjs-readonly' : ''}`,
      },
      h(
        'div',
        {class: 'fjs-vertical-group', ref: this.root, onfocusout: (/** @type {any} */ event) => this.left(event)},
        h(
          'div',
          {class: 'fjs-datetime-subsection'},
          h(Label, {htmlFor: `${domId}-date`, label: dateLabel, required: validate.required}),
          group(
            h(
              'div',
              {class: 'fjs-datepicker data-plan-day'},
              h('input', {
                ...common,
                id: `${domId}-date`,
                ref: this.input,
                placeholder: 'ngày/tháng/năm',
                value: this.state.day,
                onInput: (/** @type {any} */ event) => this.type({day: event.target.value}),
                onClick: () => this.open(),
                onKeyDown: (/** @type {any} */ event) => this.key(event),
              }),
              h('input', {ref: this.anchor, type: 'hidden', tabIndex: -1, 'aria-hidden': true}),
            ),
          ),
        ),
        this.hasTime &&
          h(
            'div',
            {class: 'fjs-datetime-subsection'},
            h(Label, {htmlFor: `${domId}-time`, label: timeLabel, required: validate.required}),
            group(
              h('input', {
                ...common,
                id: `${domId}-time`,
                placeholder: 'giờ:phút',
                value: this.state.time,
                onInput: (/** @type {any} */ event) => this.type({time: event.target.value}),
              }),
            ),
          ),
      ),
      h(Description, {id: descriptionId, description}),
      h(Errors, {id: errorsId, errors}),
    );
  }
}
// Shows invalid input again, such as from a draft
DayField.config = {
  ...formJs.Datetime.config,
  sanitizeValue: (/** @type {{value: unknown}} */ {value}) => (typeof value === 'string' ? value : null),
};
