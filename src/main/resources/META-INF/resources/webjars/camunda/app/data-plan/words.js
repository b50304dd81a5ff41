// Translates form-js's messages to Vietnamese; field errors use the server's words.
import {preact} from './camunda.js';

export const MISSING = 'Phải nhập nội dung này.';
export const NO_ADDRESS = 'Địa chỉ thư điện tử không hợp lệ.';

/** @type {[RegExp, (...parts: string[]) => string][]} */
const SAID = [
  [/^Field must have minimum length of (.+)\.$/, least => `Phải có ít nhất ${least} ký tự.`],
  [/^Field must have maximum length of (.+)\.$/, most => `Không được dài quá ${most} ký tự.`],
  [/^Field must have minimum value of (.+)\.$/, least => `Không được nhỏ hơn ${least}.`],
  [/^Field must have maximum value of (.+)\.$/, most => `Không được lớn hơn ${most}.`],
  [/^Field must be a valid email\.$/, () => NO_ADDRESS],
  [/^Field must be a valid +international phone number/, () => 'Số điện thoại không hợp lệ, ví dụ: +84901234567.'],
  [/^Value is not a number\.$/, () => 'Phải nhập số.'],
  [/^Value is expected to be an integer\.$/, () => 'Phải nhập số nguyên.'],
  [/^Value is expected to have at most (.+) decimal digits?\.$/, most => `Chỉ được tối đa ${most} chữ số sau dấu phẩy.`],
  [
    /^Please select a valid value, the two nearest valid values are (.+) and (.+)\.$/,
    (less, more) => `Giá trị không hợp lệ; giá trị gần nhất là ${less} hoặc ${more}.`,
  ],
];

/**
 * @param {string} message of form-js
 * @param {{type: string, properties?: Record<string, string>}} field
 */
export function inVietnamese(message, field) {
  if (message === 'Field is required.') {
    return field.type === 'checkbox'
      ? 'Phải đánh dấu ô này.'
      : ['select', 'radio', 'checklist', 'taglist', 'datetime'].includes(field.type)
        ? 'Phải chọn.'
        : MISSING;
  }
  if (message.startsWith('Field must match pattern ')) {
    return field.properties?.patternMessage ?? 'Nội dung không đúng dạng yêu cầu.';
  }
  for (const [said, vietnamese] of SAID) {
    const parts = said.exec(message);
    if (parts) {
      return vietnamese(...parts.slice(1));
    }
  }
  return message;
}

/** @param {number} number */
export function inFigures(number) {
  return number.toLocaleString('vi-VN');
}

/**
 * The labels of form-js's own components, which have no other way to be translated. @type {Record<string, string>}
 */
const OF_PARTS = {
  'Add new': 'Thêm',
  'Nothing to show.': 'Chưa có dòng nào.',
  'No results': 'Không tìm thấy',
  'All values selected': 'Đã chọn hết',
  Select: 'Chọn',
  Search: 'Tìm',
  'Click to remove sorting': 'Bỏ xếp thứ tự',
  Increment: 'Tăng',
  Decrement: 'Giảm',
  'Previous page': 'Trang trước',
  'Next page': 'Trang sau',
  'Powered by bpmn.io': 'Biểu mẫu của bpmn.io',
};
/** @type {[RegExp, string][]} */
const OF_PARTS_WITH_NAMES = [
  [/^Remove list item (\d+)$/, 'Bỏ dòng $1'],
  // The order that it names is not the one that the click selects
  [/^Click to sort by ([^]+) (ascending|descending)$/, 'Xếp theo $1'],
];

/** @param {unknown} text */
const ofPart = text =>
  typeof text === 'string'
    ? OF_PARTS[text] ?? OF_PARTS_WITH_NAMES.reduce((said, [english, ours]) => said.replace(english, ours), text)
    : text;

/** Translates a component's labels. Typed text occurs only in table cells, which are skipped. */
function sayParts(/** @type {any} */ {type, props}) {
  const isPart =
    typeof type === 'string' &&
    /^fjs-/.test(props.class) &&
    (props.class !== 'fjs-table-td' || props.children === 'Nothing to show.');
  if (isPart || type === preact.Fragment) {
    for (const name of ['children', 'aria-label', 'placeholder', 'title']) {
      if (name in props) {
        props[name] = Array.isArray(props[name]) ? props[name].map(ofPart) : ofPart(props[name]);
      }
    }
  }
}

export function speakVietnamese() {
  const {vnode} = preact.options;
  preact.options.vnode = (/** @type {any} */ made) => {
    sayParts(made);
    vnode?.(made);
  };
}
