// Saves a task's form on the server while a person types, as their own draft, and restores it when they open the form
// again: in another tab, after a reload or a new login, or in another browser. This browser stores only input that
// could not be saved before the page was left, until the person returns to the tab or logs out.
import {Line, moment} from './draftLine.js';
import {ask, newVersion, stash, takeStash} from './draftStore.js';
import {enteredIn, over} from './entered.js';

/** @typedef {import('./draftStore.js').Answer} Answer */
/** @typedef {import('./draftStore.js').Stored} Stored */

/** In ms: after the last key, and at the latest after the first key if the person never pauses. */
const PAUSE = 1000;
const LONGEST_WAIT = 10000;
/** In ms: the wait before a failed save is retried. It doubles each time, up to the second value. */
const FIRST_RETRY = 5000;
const LAST_RETRY = 60000;

const inWords = (/** @type {Stored} */ draft) =>
  draft.passedOnBy
    ? `Nội dung do ${draft.passedOnBy} nhập, lưu lúc ${moment(draft.savedAt)} và chuyển cho người nhận việc tiếp theo.`
    : `Đã lưu lúc ${moment(draft.savedAt)}.`;

/** Warns a person without the right to edit before they type. */
const whyNot = (/** @type {Answer} */ {status, message}) =>
  status === 403 && message ? `${message} Nội dung nhập ở đây không được lưu.` : '';

export class Draft {
  /** A save after this would have a version that the next page does not know. */
  static isPageLeft = false;

  timer = 0;
  waitsSince = 0;
  /** The draft's owner, according to the server. */
  person = '';
  /**
   * @type {string[]} the versions on which the input is based: the last stored one, and those sent since that may
   *     have been stored
   */
  versions = [];
  /** @type {string | null} the last known stored content, as JSON */
  stored = null;
  /** @type {string | null} the content that is not saved yet, as JSON */
  unsaved = null;
  /** @type {Stored | null} a newer draft from another browser */
  newer = null;
  isOver = false;
  isSessionOver = false;
  failures = 0;
  /** Whether the person has a stored draft of their own that is not passed on. */
  isTheirs = false;
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

  /** Stops all saving. */
  forget() {
    clearTimeout(this.timer);
    this.unsaved = null;
    this.isOver = true;
  }

  /** The task and this draft now belong to another person: discards unsaved input. */
  forgetUnsaved() {
    clearTimeout(this.timer);
    this.unsaved = null;
    this.isDirty = false;
  }

  /** The task may have a new assignee: shows their draft, unless the person has typed something here. */
  showAgain() {
    if (this.unsaved === null && !this.isDirty) {
      this.form?.importSchema(this.schema, this.data);
    }
  }

  /** Returns the data with which the form is opened. */
  async open(/** @type {any} */ form, /** @type {any} */ schema, /** @type {any} */ data) {
    await this.save();
    const answer = await ask('GET', this.task);
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
      this.line.say(answer.draft ? inWords(answer.draft) : whyNot(answer));
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
      this.isTheirs = Boolean(answer.draft && !answer.draft.passedOnBy);
    }
  }

  /** Call it before the person's first change, so that the form's own changes to its data do not count as input. */
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

  /** Reads the form's current input. */
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

  /** Saves unsaved input, in one request at a time. */
  async save() {
    clearTimeout(this.timer);
    this.waitsSince = 0;
    this.take();
    while (this.saving) {
      await this.saving;
    }
    if (this.unsaved !== null && !this.isOver && !this.newer && !Draft.isPageLeft) {
      this.saving = this.put(this.unsaved).finally(() => (this.saving = null));
      await this.saving;
    }
  }

  async put(/** @type {string} */ content) {
    if (!this.person) {
      this.person = (await ask('GET', this.task)).person ?? '';
    }
    const version = newVersion();
    const from = JSON.stringify({person: this.person, from: this.versions, version});
    this.versions = [...this.versions, version];
    const answer = await ask('PUT', this.task, `${from.slice(0, -1)},"content":${content}}`);
    if (answer.savedAt) {
      this.versions = [version];
      this.stored = content;
      this.isTheirs = true;
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
      newer.passedOnBy
        ? `${inWords(newer)} Nội dung nhập ở đây chưa được lưu.`
        : `Có bản lưu tạm mới hơn, lưu lúc ${moment(newer.savedAt)} ở trình duyệt khác. Nội dung nhập ở đây chưa được lưu.`,
      true,
      {
        [newer.passedOnBy ? 'Dùng nội dung được chuyển' : 'Tải bản mới hơn']: () => {
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

  /** Whether the person has a draft here that nobody else can see. */
  async isOwn() {
    await this.save();
    if (!this.person) {
      this.learn(await ask('GET', this.task));
    }
    return this.isTheirs || this.unsaved !== null;
  }

  /**
   * Passes the draft on to the next assignee. @returns {Promise<string>} the reason if it fails, otherwise an empty
   * text
   */
  async passOn() {
    await this.save();
    const [version] = this.versions;
    const isSaved = this.unsaved === null && this.versions.length === 1;
    const answer = isSaved
      ? await ask('POST', `${this.task}/pass-on?${new URLSearchParams({person: this.person, version})}`)
      : {status: 409};
    if (answer.status !== 204) {
      return answer.status === 409 ? 'nội dung nhập ở đây chưa được lưu.' : this.reason(answer);
    }
    this.isTheirs = false;
    this.line.say('Đã chuyển nội dung đang nhập cho người nhận việc tiếp theo.');
    return '';
  }

  async failed(/** @type {Answer} */ answer) {
    const why = await this.reason(answer);
    this.line.say(`Chưa lưu được: ${why} Sẽ thử lại.`, true);
    const delay = Math.min(FIRST_RETRY * 2 ** this.failures++, LAST_RETRY);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  /**
   * The reason in Vietnamese. The server gives the same answer without a session and with another person's session,
   * so this asks who is logged in.
   */
  async reason(/** @type {Answer} */ answer) {
    this.isSessionOver = false;
    if (answer.status === 0) {
      return 'không kết nối được với máy chủ.';
    } else if (answer.status === 401 || answer.status === 403) {
      const now = await ask('GET', this.task);
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

  /** The page is being left: sends unsaved input once more, and stores it in the tab in case it does not arrive. */
  leave() {
    this.take();
    if (this.unsaved !== null && !this.isOver && this.person) {
      const content = this.unsaved;
      if (!this.newer) {
        this.put(content);
      }
      // Includes the version that is being sent now
      stash(this.task, {person: this.person, versions: this.versions, content});
    }
  }
}
