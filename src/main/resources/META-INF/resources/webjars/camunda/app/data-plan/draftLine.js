// The line between a form and its buttons that shows whether the draft is saved.

const ZONE = {timeZone: 'Asia/Ho_Chi_Minh'};
const dayOf = (/** @type {Date} */ at) =>
  at.toLocaleDateString('vi-VN', {...ZONE, day: '2-digit', month: '2-digit', year: 'numeric'});

/** hh:mm in Vietnamese time, with the date unless it is today in the browser. */
export function moment(/** @type {string} */ instant) {
  const at = new Date(instant);
  const time = at.toLocaleTimeString('vi-VN', {...ZONE, hour: '2-digit', minute: '2-digit'});
  return dayOf(at) === dayOf(new Date()) ? time : `${time} ngày ${dayOf(at)}`;
}

/** The line with the state of the draft. */
export class Line {
  constructor() {
    this.line = document.createElement('div');
    this.line.className = 'data-plan-draft';
    this.line.setAttribute('role', 'status');
    this.text = document.createElement('span');
    this.line.append(this.text);
  }

  show(/** @type {any} */ form) {
    const container = form._container;
    const actions = container.closest('[cam-tasklist-form]')?.querySelector('.form-actions');
    if (actions) {
      actions.before(this.line);
    } else {
      container.after(this.line);
    }
  }

  /** @param {Record<string, () => void>} ways what the person may do, by the words of the button */
  say(/** @type {string} */ text, isWrong = false, ways = {}) {
    if (this.text.textContent !== text) {
      this.text.textContent = text;
    }
    this.line.classList.toggle('is-wrong', isWrong);
    const buttons = Object.entries(ways).map(([words, way]) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = words;
      button.addEventListener('click', way);
      return button;
    });
    this.line.replaceChildren(this.text, ...buttons);
  }
}
