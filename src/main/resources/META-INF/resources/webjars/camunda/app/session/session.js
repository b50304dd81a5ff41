// One login for all web applications: what Camunda would ask for on a page of its own is asked on ours, from where the
// person comes back to the same place.
const base = document.querySelector('base');
const application = base.getAttribute('app-name');
const root = base.getAttribute('app-root').replace(/\/camunda$/, '');
const loginPage = root + '/login';

// Where the person was: Camunda leaves the place before its login view is shown.
let place = '';
const remember = () => {
  if (!location.hash.startsWith('#/login')) {
    place = location.hash;
  }
};
for (const name of ['pushState', 'replaceState']) {
  const original = history[name];
  history[name] = function (...args) {
    remember();
    return original.apply(this, args);
  };
}
window.addEventListener('hashchange', remember);
remember();

// Logging out leads to our page, and takes along what forms keep in this browser.
let leaving = false;
const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
  if (method === 'POST' && /\/auth\/user\/[^/]+\/logout$/.test(url)) {
    this.addEventListener('load', () => {
      if (this.status === 200 || this.status === 401 || this.status === 403) {
        leaving = true;
        localStorage.clear();
        dispatchEvent(new Event('data-plan.logout'));
        location.replace(loginPage + '?logout');
      }
    });
  }
  return open.call(this, method, url, ...rest);
};

// The menu under one's name also leads to where one changes one's password. Camunda has no place for an entry of others.
document.addEventListener(
  'click',
  event => {
    const account = event.target.closest?.('[cam-widget-header] .account');
    const logout = account?.querySelector('.logout');
    if (logout && !account.querySelector('.password')) {
      const entry = document.createElement('li');
      entry.className = 'password';
      const link = document.createElement('a');
      link.href = root + '/password';
      link.textContent = 'Đổi mật khẩu';
      entry.append(link);
      logout.before(entry);
    }
  },
  true
);

const comeBack = node => {
  const last = Number(sessionStorage.getItem('loginAsked'));
  if (Date.now() - last < 10000) {
    // Asked a moment ago, and here again: no more circles.
    const link = document.createElement('a');
    link.href = loginPage;
    link.textContent = 'Phiên làm việc đã hết. Đăng nhập lại để tiếp tục.';
    node.replaceChildren(link);
    return;
  }
  sessionStorage.setItem('loginAsked', String(Date.now()));
  history.replaceState(null, '', location.pathname + place);
  location.reload();
};

export default {
  id: 'default-login-form',
  pluginPoint: application + '.login',
  priority: 100,
  render: node => {
    if (!leaving) {
      comeBack(node);
    }
  },
  unmount: () => {}
};
