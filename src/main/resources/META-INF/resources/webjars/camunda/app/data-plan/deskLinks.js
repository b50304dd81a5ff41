// Links from Tasklist to the other pages of the program, for users who may open them.
import {root} from './modules.js';
import {ask} from './server.js';

/** @type {(id: string, priority: number, path: string, words: string, mayOpen: () => Promise<boolean>) => object} */
const way = (id, priority, path, words, mayOpen) => ({
  id,
  pluginPoint: 'tasklist.navbar.action',
  priority,
  render: (/** @type {HTMLElement} */ node) => {
    mayOpen().then(
      may => {
        if (may) {
          const link = document.createElement('a');
          link.className = 'data-plan-link';
          link.href = root + path;
          link.textContent = words;
          node.replaceChildren(link);
        }
      },
      // A page that the user may not open gets no link
      () => {},
    );
  },
  unmount: () => {},
});

export const deskLinks = [
  way('data-plan-plan', 100, '/ke-hoach', 'Kế hoạch', () => ask('plan-reader', 'quyền xem Kế hoạch')),
  way('data-plan-done', 90, '/viec-da-xu-ly', 'Việc đã xử lý', () => Promise.resolve(true)),
  way('data-plan-reports', 95, '/bao-cao-don-vi', 'Báo cáo đơn vị', () => ask('report-checker', 'quyền kiểm tra báo cáo')),
];
