// The way from Tasklist to the plan's pages, for those who read them.
import {root} from './modules.js';
import {ask} from './server.js';

export const planLink = {
  id: 'data-plan-plan',
  pluginPoint: 'tasklist.navbar.action',
  priority: 100,
  render: (/** @type {HTMLElement} */ node) => {
    ask('plan-reader', 'quyền xem Kế hoạch').then(
      (/** @type {boolean} */ reads) => {
        if (reads) {
          const link = document.createElement('a');
          link.className = 'data-plan-link';
          link.href = root + '/ke-hoach';
          link.textContent = 'Kế hoạch';
          node.replaceChildren(link);
        }
      },
      // Whoever may not is not told of a page
      () => {},
    );
  },
  unmount: () => {},
};
