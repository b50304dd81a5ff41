// What a person types into a task's form is saved on the server while they type, as their own draft of that task, and is
// there again when they open the form: after another tab, a reload, a new login, in another browser. Nothing of it stays in
// this browser but what could not be saved before the page went away, until they are back in the same tab or log out.
import {root, taskOf} from './camunda.js';

/** ms: after the last key, and after the first where somebody never pauses. */
const PAUSE = 1000;
const LONGEST_WAIT = 10000;
/** ms until a save that failed is tried again; each time twice as many, up to the second. */
const FIRST_RETRY = 5000;
const LAST_RETRY = 60000;
const PATIENCE = 20000;
/** Characters: a browser sends 64 KiB of a page that has gone. */
const SENT_BY_THE_GONE = 20000;
const STASH = 'data-plan.draft:';

/**
 * @typedef {{version: string, savedAt: string, content: any}} Stored
 * @typedef {{status: number, person?: string, draft?: Stored | null, message?: string, savedAt?: string}} Answer
 */

const isList = (/** @type {any} */ field) => field.type === 'dynamiclist';
const isShownAlone = (/** @type {any} */ field) => field.disabled || field.readonly === true || field.type === 'expression';

/** Which row of a list it is that only the program changes: a short name of what the form shows alone of it. */
function rowName(/** @type {any} */ list, /** @type {any} */ row) {
  const shown = list.components.filter(isShownAlone).map((/** @type {any} */ field) => row?.[field.key] ?? null);
  let [one, other] = [1, 7];
  for (const letter of JSON.stringify(shown)) {
    const code = letter.codePointAt(0) ?? 0;
    one = (Math.imul(one, 31) + code) >>> 0;
    other = Math.imul(other ^ code, 16777619) >>> 0;
  }
  return one.toString(36) + other.toString(36);
}

/** What may be entered, of a form's data. @returns {any} */
function enteredIn(/** @type {any} */ parent, /** @type {any} */ data) {
  /** @type {any} */
  const entered = {};
  for (const field of parent.components ?? []) {
    if (field.type === 'group') {
      const inside = enteredIn(field, field.path ? data?.[field.path] : data);
      Object.assign(entered, field.path ? {[field.path]: inside} : inside);
    } else if (isList(field)) {
      const rows = data?.[field.path];
      if (Array.isArray(rows)) {
        entered[field.path] = rows.map(row => ({
          ...enteredIn(field, row),
          ...(field.allowAddRemove === false && {$row: rowName(field, row)}),
        }));
      }
    } else if (field.key && !isShownAlone(field) && data?.[field.key] !== undefined) {
      entered[field.key] = data[field.key];
    }
  }
  return entered;
}

/** The data with what was entered over it. @returns {any} */
function over(/** @type {any} */ parent, /** @type {any} */ data, /** @type {any} */ entered) {
  const all = {...data};
  for (const field of parent.components ?? []) {
    if (field.type === 'group' && !field.path) {
      Object.assign(all, over(field, all, entered));
    } else if (field.type === 'group') {
      all[field.path] = over(field, all[field.path], entered?.[field.path]);
    } else if (isList(field)) {
      const rows = entered?.[field.path];
      if (Array.isArray(rows)) {
        all[field.path] = field.allowAddRemove === false ? overRows(field, all[field.path] ?? [], rows) : rows;
      }
    } else if (field.key && entered?.[field.key] !== undefined && !isShownAlone(field)) {
      all[field.key] = entered[field.key];
    }
  }
  return all;
}

/** Rows may have come, gone and changed places meanwhile. */
function overRows(/** @type {any} */ list, /** @type {any[]} */ rows, /** @type {any[]} */ entered) {
  const left = [...entered];
  return rows.map(row => {
    const at = left.findIndex(one => one?.$row === rowName(list, row));
    return at < 0 ? row : over(list, row, left.splice(at, 1)[0]);
  });
}

const ZONE = {timeZone: 'Asia/Ho_Chi_Minh'};
const dayOf = (/** @type {Date} */ at) =>
  at.toLocaleDateString('vi-VN', {...ZONE, day: '2-digit', month: '2-digit', year: 'numeric'});

/** hh:mm in Việt Nam, with the day where that is not the browser's today. */
function moment(/** @type {string} */ instant) {
  const at = new Date(instant);
  const time = at.toLocaleTimeString('vi-VN', {...ZONE, hour: '2-digit', minute: '2-digit'});
  return dayOf(at) === dayOf(new Date()) ? time : `${time} ngày ${dayOf(at)}`;
}

/** A name that was never used; the usual way to one is there on secure pages alone. */
const newVersion = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** Between a form and its buttons: how its draft stands. */
class Line {
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

class Draft {
  timer = 0;
  waitsSince = 0;
  /** Whose it is, as the server says. */
  person = '';
  /** @type {string[]} what is typed here was made from: the version stored last, and those sent since, which may be stored */
  versions = [];
  /** @type {string | null} in JSON, what is stored as far as is known */
  stored = null;
  /** @type {string | null} in JSON, what is not */
  unsaved = null;
  /** @type {Stored | null} of another browser */
  newer = null;
  isOver = false;
  isSessionOver = false;
  failures = 0;
  /** @type {Promise<void> | null} */
  saving = null;
  /** @type {any} */
  form = null;
  /** @type {any} */
  schema = null;
  /** @type {any} */
  data = null;
  isTouched = false;
  isDirty = false;
  line = new Line();

  constructor(/** @type {string} */ task) {
    this.task = task;
  }

  /** Nothing is saved any more. */
  forget() {
    clearTimeout(this.timer);
    this.unsaved = null;
    this.isOver = true;
  }

  /** What the form is to be opened with. */
  async open(/** @type {any} */ form, /** @type {any} */ schema, /** @type {any} */ data) {
    await this.save();
    const answer = await this.ask('GET');
    if (answer.status === 0 || answer.status >= 500) {
      if (this.unsaved === null) {
        throw new Error('Không tải được bản lưu tạm. Tải lại trang để thử lại.');
      }
    } else {
      this.learn(answer);
    }
    this.form = form;
    this.schema = schema;
    this.data = data;
    this.isTouched = false;
    this.isDirty = false;
    this.stored = null;
    const content = this.unsaved === null ? answer.draft?.content : JSON.parse(this.unsaved);
    this.line.show(form);
    if (this.unsaved !== null) {
      this.wait();
    } else {
      this.line.say(answer.draft ? `Đã lưu lúc ${moment(answer.draft.savedAt)}.` : '');
    }
    return content ? over(schema, data, content) : data;
  }

  learn(/** @type {Answer} */ answer) {
    if (this.person && answer.person && answer.person !== this.person) {
      this.unsaved = null;
    }
    this.isOver = answer.status === 404;
    if (answer.person) {
      this.person = answer.person;
      const stash = takeStash(this.task, answer.person);
      if (stash && this.unsaved === null) {
        this.unsaved = stash.content;
        this.versions = stash.versions;
      }
    }
    if (this.unsaved === null) {
      this.newer = null;
      this.versions = answer.draft ? [answer.draft.version] : [];
    }
  }

  /** Before whoever looks at the form changes something: what the form itself makes of its data is nothing typed. */
  touch() {
    if (!this.isTouched) {
      this.isTouched = true;
      if (this.unsaved === null) {
        this.stored = this.entered();
      }
    }
  }

  changed() {
    if (this.isTouched) {
      this.isDirty = true;
      this.wait();
    }
  }

  wait() {
    this.waitsSince ||= performance.now();
    clearTimeout(this.timer);
    const rest = Math.max(0, this.waitsSince + LONGEST_WAIT - performance.now());
    this.timer = setTimeout(() => this.save(), Math.min(PAUSE, rest));
  }

  entered() {
    return JSON.stringify(enteredIn(this.schema, this.form._getState().data));
  }

  /** Takes over what stands in the form. */
  take() {
    if (this.form && this.isDirty) {
      this.isDirty = false;
      const entered = this.entered();
      if (entered !== this.stored || this.unsaved !== null) {
        this.unsaved = entered;
      }
    }
    if (this.form && !this.form._container.isConnected) {
      this.form = null;
    }
  }

  /** Saves what is not, once. */
  async save() {
    clearTimeout(this.timer);
    this.waitsSince = 0;
    this.take();
    while (this.saving) {
      await this.saving;
    }
    if (this.unsaved !== null && !this.isOver && !this.newer && !isLeft) {
      this.saving = this.put(this.unsaved).finally(() => (this.saving = null));
      await this.saving;
    }
  }

  async put(/** @type {string} */ content) {
    if (!this.person) {
      this.person = (await this.ask('GET')).person ?? '';
    }
    const version = newVersion();
    const from = JSON.stringify({person: this.person, from: this.versions, version});
    this.versions = [...this.versions, version];
    const answer = await this.ask('PUT', `${from.slice(0, -1)},"content":${content}}`);
    if (answer.savedAt) {
      this.versions = [version];
      this.stored = content;
      this.failures = 0;
      if (this.unsaved === content) {
        this.unsaved = null;
      }
      this.line.say(`Đã lưu lúc ${moment(answer.savedAt)}.`);
    } else if (answer.status === 409 && answer.draft) {
      this.offer(answer.draft);
    } else if (answer.status === 404) {
      this.isOver = true;
      this.line.say('Công việc này đã hoàn thành hoặc không còn, nên nội dung nhập ở đây không được lưu.', true);
    } else {
      await this.failed(answer);
    }
  }

  offer(/** @type {Stored} */ newer) {
    this.newer = newer;
    this.line.say(
      `Có bản lưu tạm mới hơn, lưu lúc ${moment(newer.savedAt)} ở trình duyệt khác. Nội dung nhập ở đây chưa được lưu.`,
      true,
      {
        'Tải bản mới hơn': () => {
          this.unsaved = null;
          this.isDirty = false;
          this.form?.importSchema(this.schema, this.data);
        },
        'Giữ nội dung ở đây': () => {
          this.newer = null;
          this.versions = [newer.version];
          this.save();
        },
      },
    );
  }

  async failed(/** @type {Answer} */ answer) {
    const why = await this.reason(answer);
    this.line.say(`Chưa lưu được: ${why} Sẽ thử lại.`, true);
    const delay = Math.min(FIRST_RETRY * 2 ** this.failures++, LAST_RETRY);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  /** In Vietnamese. Without a session, and with that of somebody else, the server refuses alike: so it is asked who is there. */
  async reason(/** @type {Answer} */ answer) {
    this.isSessionOver = false;
    if (answer.status === 0) {
      return 'không kết nối được với máy chủ.';
    } else if (answer.status === 401 || answer.status === 403) {
      const now = await this.ask('GET');
      if (now.status === 401) {
        this.isSessionOver = true;
        return 'phiên làm việc đã hết. Đăng nhập lại ở một thẻ khác của trình duyệt.';
      } else if (now.person && now.person !== this.person) {
        this.isSessionOver = true;
        return 'trình duyệt đang đăng nhập bằng tài khoản khác.';
      }
      return now.message ?? 'máy chủ từ chối.';
    }
    return answer.message ?? `máy chủ báo lỗi (${answer.status}).`;
  }

  /** The page goes away: what is not saved is sent once more, and kept for the case that it does not arrive. */
  leave() {
    this.take();
    if (this.unsaved !== null && !this.isOver && this.person) {
      const content = this.unsaved;
      if (!this.newer) {
        this.put(content);
      }
      // With the version that is on its way now
      stash(this.task, {person: this.person, versions: this.versions, content});
    }
  }

  /** @returns {Promise<Answer>} status 0 where there is none */
  async ask(/** @type {string} */ method, /** @type {string | undefined} */ body = undefined) {
    const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
    try {
      const answer = await fetch(`${root}/api/drafts/${this.task}`, {
        method,
        body,
        headers: {Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token},
        keepalive: body !== undefined && body.length < SENT_BY_THE_GONE,
        signal: AbortSignal.timeout(PATIENCE),
      });
      const said = await answer.json().catch(() => ({}));
      return {...said, status: answer.status};
    } catch {
      return {status: 0};
    }
  }
}

function stash(/** @type {string} */ task, /** @type {{person: string, versions: string[], content: string}} */ unsaved) {
  try {
    sessionStorage.setItem(STASH + task, JSON.stringify(unsaved));
  } catch {
    // More than the browser keeps
  }
}

/** What could not be saved before the page was left; what somebody else has left in this tab is thrown away. */
function takeStash(/** @type {string} */ task, /** @type {string} */ person) {
  /** @type {{person: string, versions: string[], content: string} | null} */
  let taken = null;
  for (const key of Object.keys(sessionStorage).filter(name => name.startsWith(STASH))) {
    const found = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (found?.person !== person) {
      sessionStorage.removeItem(key);
    } else if (key === STASH + task) {
      sessionStorage.removeItem(key);
      taken = found;
    }
  }
  return taken;
}

/** @type {Map<string, Draft>} */
const drafts = new Map();
/** The page has gone: what is sent from now on would be of a version that the next page does not know. */
let isLeft = false;
const known = new WeakSet();

/** The data with what the person has entered before over it; from now on what they enter is saved. At a start nothing is. */
export async function withDraft(/** @type {any} */ form, /** @type {any} */ schema, /** @type {any} */ data) {
  const task = taskOf(form);
  if (!task) {
    return data;
  }
  const draft = drafts.get(task) ?? new Draft(task);
  drafts.set(task, draft);
  if (!known.has(form)) {
    known.add(form);
    const ifShown = (/** @type {(shown: Draft) => void} */ then) => () => {
      if (draft.form === form) {
        then(draft);
      }
    };
    for (const event of ['focusin', 'pointerdown', 'keydown']) {
      form._container.addEventListener(event, ifShown(shown => shown.touch()), true);
    }
    form.on('changed', ifShown(shown => shown.changed()));
  }
  return draft.open(form, schema, data);
}

const all = (/** @type {(draft: Draft) => void} */ then) => () => drafts.forEach(then);

// Whoever clicks beside a form may be about to leave it, complete it or log out
document.addEventListener(
  'click',
  event =>
    drafts.forEach(draft => {
      if (draft.isDirty && !draft.form?._container.contains(/** @type {Node} */ (event.target))) {
        draft.save();
      }
    }),
  true,
);
document.addEventListener('visibilitychange', all(draft => draft.save()));
addEventListener('online', all(draft => draft.save()));
addEventListener('pagehide', () => {
  isLeft = true;
  // Fields keep some of what is typed only when they are left
  /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
  drafts.forEach(draft => draft.leave());
});
addEventListener('pageshow', () => (isLeft = false));
addEventListener('beforeunload', event => {
  if ([...drafts.values()].some(draft => draft.unsaved !== null && draft.failures > 0 && !draft.isSessionOver && !draft.isOver)) {
    event.preventDefault();
  }
});

// Whoever logs out leaves nothing behind, in this tab and in others
function forgetAll() {
  drafts.forEach(draft => draft.forget());
  drafts.clear();
  Object.keys(sessionStorage)
    .filter(name => name.startsWith(STASH))
    .forEach(name => sessionStorage.removeItem(name));
}
addEventListener('data-plan.logout', forgetAll);
addEventListener('storage', event => {
  if (event.key === null) {
    forgetAll();
  }
});
