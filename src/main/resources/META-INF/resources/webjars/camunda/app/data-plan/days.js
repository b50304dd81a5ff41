// Parses typed days and times strictly: unclear input is invalid and never becomes another day.

const DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{1,2}):(\d{2})$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const ZONE = '+07:00';

/** @param {number} number */
const two = number => String(number).padStart(2, '0');

/**
 * @param {string} text ngày/tháng/năm, or yyyy-MM-dd
 * @returns {string | null} yyyy-MM-dd
 */
export function readDay(text) {
  const written = text.trim();
  const [, day, month, year] = DAY.exec(written) ?? [];
  const [, isoYear, isoMonth, isoDay] = ISO_DAY.exec(written) ?? [];
  const parts = [year ?? isoYear, month ?? isoMonth, day ?? isoDay].map(Number);
  const date = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2]));
  const isThere = date.getUTCMonth() === parts[1] - 1 && date.getUTCDate() === parts[2] && date.getUTCFullYear() === parts[0];
  return isThere ? date.toISOString().slice(0, 10) : null;
}

/**
 * @param {string} text giờ:phút
 * @returns {string | null} HH:mm
 */
export function readTime(text) {
  const [, hour, minute] = (TIME.exec(text.trim()) ?? []).map(Number);
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : null;
}

/** @param {Date} date of the browser's own calendar */
export function isoDay(date) {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * The value of a field: in the server's format if it is valid, otherwise the typed text.
 *
 * @param {{day: string, time: string}} typed
 * @param {boolean} hasTime @returns {string | null}
 */
export function valueOf(typed, hasTime) {
  const day = typed.day.trim();
  const time = hasTime ? typed.time.trim() : '';
  if (!day && !time) {
    return null;
  }
  const readable = readDay(day);
  if (!hasTime) {
    return readable ?? day;
  }
  const readableTime = readTime(time);
  return readable && readableTime ? `${readable}T${readableTime}${ZONE}` : `${day} ${time}`.trimEnd();
}

/**
 * The texts of the inputs for a field's value; times are in Vietnamese time.
 *
 * @param {unknown} value
 * @param {boolean} hasTime @returns {{day: string, time: string}}
 */
export function textsOf(value, hasTime) {
  const text = typeof value === 'string' ? value : '';
  const moment = MOMENT.exec(text);
  if (moment) {
    const local = moment[3]
      ? new Date(Date.parse(text) + 7 * 3600000).toISOString()
      : `${moment[1]}T${moment[2]}`;
    return {day: written(local.slice(0, 10)), time: hasTime ? local.slice(11, 16) : ''};
  }
  if (ISO_DAY.test(text) && readDay(text)) {
    return {day: written(text), time: ''};
  }
  const [, day = '', time = ''] = hasTime ? /^(\S*)\s*(.*)$/.exec(text) ?? [] : [text, text];
  return {day, time};
}

/** @param {string} iso */
export function written(iso) {
  const [year, month, day] = iso.split('-');
  return `${day}/${month}/${year}`;
}

/**
 * @param {unknown} value what the field keeps
 * @param {boolean} hasTime
 * @returns {string | null} in Vietnamese, what is wrong with it
 */
export function dayFault(value, hasTime) {
  if (typeof value !== 'string' || !value) {
    return null;
  }
  const {day, time} = textsOf(value, hasTime);
  if (day && !readDay(day)) {
    return `Không đọc được ngày "${day}". Nhập ngày/tháng/năm, ví dụ 15/11/2026.`;
  }
  if (hasTime && time && !readTime(time)) {
    return `Không đọc được giờ "${time}". Nhập giờ:phút, ví dụ 08:30.`;
  }
  return hasTime && !(day && time) ? 'Phải nhập cả ngày và giờ.' : null;
}
