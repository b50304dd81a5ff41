// Camunda's webpack modules, by their numbers in 7.24.0, the last release of this line. Another module under a number
// is reported at once, before a user runs into it.

/** @type {(id: number) => any} */
let require = () => {
  throw new Error('Camunda has not handed over its modules');
};
/** @type {any} */ (self).webpackChunkcamunda_bpm_webapp.push([['data-plan'], {}, (/** @type {any} */ found) => (require = found)]);

/**
 * @param {number} id
 * @param {string[]} names what the module must have
 */
export function module(id, ...names) {
  const found = require(id);
  for (const name of names) {
    if (!(name in found)) {
      throw new Error(`Camunda's module ${id} has no ${name}: data-plan was written for 7.24.0`);
    }
  }
  return found;
}

/** The program's base URL, without a slash at the end. */
export const root = document.querySelector('base')?.getAttribute('app-root')?.replace(/\/camunda$/, '') ?? '';
