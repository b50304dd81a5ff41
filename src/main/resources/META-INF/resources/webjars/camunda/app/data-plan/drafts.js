// The drafts of the tasks opened on this page: when they are saved and deleted.
import {taskOf} from './camunda.js';
import {Draft} from './draft.js';
import {forgetStashes} from './draftStore.js';

/** @type {Map<string, Draft>} */
const drafts = new Map();
const known = new WeakSet();

/** @returns {Draft} */
export function draftOf(/** @type {string} */ task) {
  const draft = drafts.get(task) ?? new Draft(task);
  drafts.set(task, draft);
  return draft;
}

/** The form's data merged with the person's draft; saves later input too. A start has no draft. */
export async function withDraft(/** @type {any} */ form, /** @type {any} */ schema, /** @type {any} */ data) {
  const task = taskOf(form);
  if (!task) {
    return data;
  }
  const draft = draftOf(task);
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

// A click outside a form may leave it, complete it or log out
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
  Draft.isPageLeft = true;
  // Some fields store their input only on blur
  /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
  drafts.forEach(draft => draft.leave());
});
addEventListener('pageshow', () => (Draft.isPageLeft = false));
addEventListener('beforeunload', event => {
  if ([...drafts.values()].some(draft => draft.unsaved !== null && draft.failures > 0 && !draft.isSessionOver && !draft.isOver)) {
    event.preventDefault();
  }
});

// A logout deletes everything, in this tab and in others
function forgetAll() {
  drafts.forEach(draft => draft.forget());
  drafts.clear();
  forgetStashes();
}
addEventListener('data-plan.logout', forgetAll);
addEventListener('storage', event => {
  if (event.key === null) {
    forgetAll();
  }
});
