// What a person types into one task's form is saved on the server while they type, as their own draft of that task, and is
// there again when they open the form: after another tab, a reload, a new login, in another browser. Nothing of it stays in
// this browser but what could not be saved before the page went away, until they are back in the same tab or log out.
import {Line, moment} from './draftLine.js';
import {ask, newVersion, stash, takeStash} from './draftStore.js';
import {enteredIn, over} from './entered.js';

/** @typedef {import('./draftStore.js').Answer} Answer */
/** @typedef {import('./draftStore.js').Stored} Stored */

/** ms: after the last key, and after the first where somebody never pauses. */
const PAUSE = 1000;
const LONGEST_WAIT = 10000;
/** ms until a save that failed is tried again; each time twice as many, up to the second. */
const FIRST_RETRY = 5000;
const LAST_RETRY = 60000;

const inWords = (/** @type {Stored} */ draft) =>
  draft.passedOnBy
    ? `Nội dung do ${draft.passedOnBy} nhập, lưu lúc ${moment(draft.savedAt)} và chuyển cho người nhận việc tiếp theo.`
    : `Đã lưu lúc ${moment(draft.savedAt)}.`;

/** Whoever may only read is told before they type. */
const whyNot = (/** @type {Answer} */ {status, message}) =>
  status === 403 && message ? `${message} Nội dung nhập ở đây không được lưu.` : '';

export class Draft {
  /** What is sent from then on would be of a version that the next page does not know. */
  static isPageLeft = false;

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
  /** Whether something of the person's own is stored, and not passed on. */
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

  /** Nothing is saved any more. */
  forget() {
    clearTimeout(this.timer);
    this.unsaved = null;
    this.isOver = true;
  }

  /** The task is another's now, and what stands here with it: nothing of it is sent any more. */
  forgetUnsaved() {
    clearTimeout(this.timer);
    this.unsaved = null;
    this.isDirty = false;
  }

  /** Another may have the task now: shows what there is for whoever looks at it, unless they have typed something here. */
  showAgain() {
    if (this.unsaved === null && !this.isDirty) {
      this.form?.importSchema(this.schema, this.data);
    }
  }

  /** What the form is to be opened with. */
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

  /** Whether the person has something here that nobody else is shown. */
  async isOwn() {
    await this.save();
    if (!this.person) {
      this.learn(await ask('GET', this.task));
    }
    return this.isTheirs || this.unsaved !== null;
  }

  /** Leaves what is typed to whoever takes the task next. @returns {Promise<string>} why not, else nothing */
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

  /** In Vietnamese. Without a session, and with that of somebody else, the server refuses alike: so it is asked who is there. */
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
}
