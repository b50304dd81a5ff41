// What is typed on a page of its own survives the session: whoever's has ended is told so where they are, and goes on with
// the login they have got in another tab.
const ENDED = 'Phiên làm việc đã hết. Đăng nhập lại ở một thẻ khác của trình duyệt rồi bấm lại; nội dung đã nhập vẫn còn ở đây.';
const ANOTHER = 'Trình duyệt đang đăng nhập bằng tài khoản khác. Đăng nhập lại bằng tài khoản đã mở trang này rồi bấm lại.';
const UNREACHABLE = 'Không kết nối được với máy chủ. Thử lại sau ít phút; nội dung đã nhập vẫn còn ở đây.';

const token = (/** @type {ParentNode} */ within) => /** @type {HTMLInputElement | null} */ (within.querySelector('input[name=_csrf]'));
const person = (/** @type {ParentNode} */ page) => page.querySelector('form.deed')?.getAttribute('data-person');

/** Reads the page again for a token of the session that there is now. @returns {Promise<string>} why it may not be sent */
async function renewed(/** @type {HTMLFormElement} */ form) {
  const answer = await fetch(location.pathname, {headers: {Accept: 'text/html'}}).catch(() => null);
  if (!answer) {
    return UNREACHABLE;
  } else if (answer.status === 401) {
    return ENDED;
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

Array.from(/** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form.deed'))).forEach(form =>
  form.addEventListener('submit', async event => {
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
      form.submit();
    }
  }),
);

// Whoever comes back by the browser's button may decide again
addEventListener('pageshow', () => going.clear());
