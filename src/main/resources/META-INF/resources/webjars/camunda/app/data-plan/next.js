// What comes after a completed task: a line that says where it went, and the next task of the list.
import {afterPost, ask} from './server.js';

const COMPLETED = /\/task\/([^/]+)\/submit-form$/;
const NOTICE = 10000;

/** The task below the one that is open, else the one above it. @returns {string | undefined} */
function neighbour(/** @type {any} */ angular, /** @type {string} */ task) {
  const tasks = Array.from(
    document.querySelectorAll('ol.tasks-list > li.task'),
    card => angular.element(card).scope().task.id,
  );
  const at = tasks.indexOf(task);
  return at < 0 ? undefined : tasks[at + 1] ?? tasks[at - 1];
}

/** @param {any} angular */
export function whatComesNext(angular) {
  angular.module('ng').run([
    '$rootScope',
    '$location',
    '$injector',
    (/** @type {any} */ root, /** @type {any} */ location, /** @type {any} */ injector) => {
      const completed = (/** @type {string} */ task) => {
        const next = neighbour(angular, task);
        if (next) {
          // Tasklist empties its right half first
          const stop = root.$on('$locationChangeSuccess', () => {
            if (!location.search().task) {
              stop();
              root.$applyAsync(() => location.search('task', next).replace());
            }
          });
          setTimeout(stop, 3000);
        }
        ask(`steps/${task}/next`, 'bước tiếp theo').then(
          (/** @type {{completed: string, next: {name: string, whose: string}[]}} */ said) =>
            root.$applyAsync(() =>
              injector.get('Notifications').addMessage({
                // All in one: Tasklist sets a colon with blanks around it between a status and a message
                status: [
                  `Đã hoàn thành: ${said.completed}.`,
                  ...said.next.map(step => `Tiếp theo: ${step.name}${step.whose && ` (${step.whose})`}.`),
                ].join(' '),
                duration: NOTICE,
              }),
            ),
          () => {},
        );
      };
      afterPost(COMPLETED, (answer, task) => answer.status < 300 && completed(task));
    },
  ]);
}
