// The modules that Camunda's web applications are put together from. The numbers are those of 7.24.0, the last release of
// this line: where another stands in its place, it is said at once and not found out by a user.

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

/** Where the program is served, without a stroke at the end. */
export const root = document.querySelector('base')?.getAttribute('app-root')?.replace(/\/camunda$/, '') ?? '';
