// Validation in the browser that form-js does not have, with the same messages as the server, which validates again.
import {readDay, textsOf, written} from './days.js';
import {MISSING, NO_ADDRESS} from './words.js';

/**
 * Between which days those of each kind lie, and the next working day, as the server counts them.
 *
 * @typedef {{nextWorkingDay: string, kinds: Record<string, {first: string, last: string}>}} Days
 */

/** Whether a form has a field whose rule asks about days. @returns {boolean} */
export const asksDays = (/** @type {any} */ parent) =>
  (parent.components ?? []).some(
    (/** @type {any} */ field) => field.properties?.kind || field.properties?.refusedIf || asksDays(field),
  );

const DOES_NOT_SAY = /^[^\p{L}\p{N}]+$/u;

/**
 * @param {any} form
 * @param {any} field
 * @param {any} instance of the field, one a row
 * @param {unknown} value
 * @param {Days | undefined} days
 * @returns {string | null}
 */
export function ruleFault(form, field, instance, value, days) {
  const {kind, notBefore, refusedIf, refusedMessage} = field.properties ?? {};
  const {data} = form._getState();
  const row = instance.valuePath.slice(0, -1).reduce((/** @type {any} */ part, /** @type {any} */ name) => part?.[name], data) ?? {};
  if (value === null || value === undefined || value === '') {
    return null;
  }
  if (field.validate?.required && typeof value === 'string' && DOES_NOT_SAY.test(value)) {
    return MISSING;
  }
  if (field.validate?.validationType === 'email' && !/@.*\./.test(String(value))) {
    return NO_ADDRESS;
  }
  // In the form's data, the field's own value takes precedence
  const known = {...data, ...row, [field.key]: value, nextWorkingDay: days?.nextWorkingDay};
  if (refusedIf && form.get('conditionChecker').check(refusedIf, known) === true) {
    return refusedMessage;
  }
  const day = field.type === 'datetime' ? dayOf(value, field) : null;
  const fault = day && kind && windowFault(day, days?.kinds[kind]);
  if (fault || !day || !notBefore) {
    return fault;
  }
  const earlier = beside(form, field, notBefore);
  const first = earlier && dayOf(row[notBefore], earlier);
  return first && day < first
    ? `Ngày ${written(day)} không được trước ngày ${written(first)} ở mục "${earlier.dateLabel}".`
    : null;
}

/** yyyy-MM-dd in Việt Nam of what a field keeps. @returns {string | null} */
function dayOf(/** @type {unknown} */ value, /** @type {any} */ field) {
  return readDay(textsOf(value, field.subtype === 'datetime').day);
}

/** @returns {string | null} */
function windowFault(/** @type {string} */ day, /** @type {{first: string, last: string} | undefined} */ window) {
  if (window && day < window.first) {
    return `Ngày ${written(day)} không được trước ngày ${written(window.first)}.`;
  }
  return window && day > window.last ? `Ngày ${written(day)} không được sau ngày ${written(window.last)}.` : null;
}

/** The field with this key in the same form or row. */
function beside(/** @type {any} */ form, /** @type {any} */ field, /** @type {string} */ key) {
  return form
    .get('formFieldRegistry')
    .getAll()
    .find((/** @type {any} */ other) => other.key === key && other._parent === field._parent);
}
