// Separates input from the read-only data of a form; a draft contains only the input.

const isList = (/** @type {any} */ field) => field.type === 'dynamiclist';
const isShownAlone = (/** @type {any} */ field) => field.disabled || field.readonly === true || field.type === 'expression';

/** Identifies a row of a list that only the program changes, by its read-only values. */
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
export function enteredIn(/** @type {any} */ parent, /** @type {any} */ data) {
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
export function over(/** @type {any} */ parent, /** @type {any} */ data, /** @type {any} */ entered) {
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

/** Rows may have been added, removed or moved meanwhile. */
function overRows(/** @type {any} */ list, /** @type {any[]} */ rows, /** @type {any[]} */ entered) {
  const left = [...entered];
  return rows.map(row => {
    const at = left.findIndex(one => one?.$row === rowName(list, row));
    return at < 0 ? row : over(list, row, left.splice(at, 1)[0]);
  });
}
