// Keeps typed text on a page when the session has ended. The user is told so on the page, logs in in another tab and
// continues here.
const ENDED = 'Phiên làm việc đã hết. Đăng nhập lại ở một thẻ khác của trình duyệt rồi bấm lại; nội dung đã nhập vẫn còn ở đây.';
const ANOTHER = 'Trình duyệt đang đăng nhập bằng tài khoản khác. Đăng nhập lại bằng tài khoản đã mở trang này rồi bấm lại.';
const UNREACHABLE = 'Không kết nối được với máy chủ. Thử lại sau ít phút; nội dung đã nhập vẫn còn ở đây.';

/** Each says whose page it is. */
const FORMS = 'form[data-person]';

const token = (/** @type {ParentNode} */ within) => /** @type {HTMLInputElement | null} */ (within.querySelector('input[name=_csrf]'));
const person = (/** @type {ParentNode} */ page) => page.querySelector(FORMS)?.getAttribute('data-person');

/**
 * Reads the page again for the CSRF token of the current session.
 *
 * @returns {Promise<string>} why the form may not be sent; empty if it may
 */
async function renewed(/** @type {HTMLFormElement} */ form) {
  const answer = await fetch(form.dataset.page ?? location.pathname, {headers: {Accept: 'text/html'}}).catch(() => null);
  if (!answer || answer.status >= 500) {
    return UNREACHABLE;
  } else if (answer.status === 401) {
    return ENDED;
  } else if (answer.status === 403) {
    return ANOTHER;
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const now = person(page);
  if (now && now !== person(document)) {
    return ANOTHER;
  }
  const fresh = token(page);
  const sent = token(form);
  if (fresh && sent) {
    sent.value = fresh.value;
  }
  return '';
}

/** @type {Set<HTMLFormElement>} */
const going = new Set();

/** Those whose next submission is the one that was asked for. @type {Set<HTMLFormElement>} */
const renewedOnes = new Set();

Array.from(/** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll(FORMS))).forEach(form =>
  form.addEventListener('submit', async event => {
    if (renewedOnes.delete(form)) {
      return;
    }
    event.preventDefault();
    if (going.has(form)) {
      return;
    }
    going.add(form);
    const why = await renewed(form);
    if (why) {
      going.delete(form);
      const says = form.querySelector('[role=alert]');
      if (says) {
        says.textContent = why;
      }
    } else {
      renewedOnes.add(form);
      form.requestSubmit(event.submitter);
      // What was changed meanwhile may not be sent as it is
      if (renewedOnes.delete(form)) {
        going.delete(form);
      }
    }
  }),
);

// A user who comes back with the browser's back button may decide again
addEventListener('pageshow', () => going.clear());
