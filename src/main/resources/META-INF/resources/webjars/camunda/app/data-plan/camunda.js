// What Camunda's web applications have inside and do not offer, in one place. The numbers are those of 7.24.0, the last
// release of this line: where another stands in its place, it is said at once and not found out by a user.

/** @type {(id: number) => any} */
let require = () => {
  throw new Error('Camunda has not handed over its modules');
};
/** @type {any} */ (self).webpackChunkcamunda_bpm_webapp.push([['data-plan'], {}, (/** @type {any} */ found) => (require = found)]);

/**
 * @param {number} id
 * @param {string[]} names what the module must have
 */
function module(id, ...names) {
  const found = require(id);
  for (const name of names) {
    if (!(name in found)) {
      throw new Error(`Camunda's module ${id} has no ${name}: data-plan/camunda.js was written for 7.24.0`);
    }
  }
  return found;
}

export const formJs = module(11306, 'Form', 'Label', 'Description', 'Errors', 'Textfield', 'Textarea');
export const preact = module(56345, 'h', 'Component', 'Fragment', 'createRef', 'options');
export const flatpickr = module(11731, 'l10ns', 'parseDate');

/** Where the program is served, without a stroke at the end. */
export const root = document.querySelector('base')?.getAttribute('app-root')?.replace(/\/camunda$/, '') ?? '';

/** The task that a form stands in; null at a start. By what Tasklist was asked to show: the address may be another's already. */
export const taskOf = (/** @type {any} */ form) =>
  /** @type {any} */ (self).angular?.element(form._container.parentNode).scope()?.params?.taskId ?? null;
