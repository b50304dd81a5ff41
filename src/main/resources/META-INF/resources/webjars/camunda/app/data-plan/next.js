// Opens the next task: the first of the list at the start, and after a completion the following one, with a line that
// says where the completed task went.
import {listedTasks, showTask} from './camunda.js';
import {afterPost, ask} from './server.js';

const COMPLETED = /\/task\/([^/]+)\/submit-form$/;
const NOTICE = 10000;

/**
 * What the person can go on with in the list: nobody else has it. Below the task that is given, else above it; the first
 * where none is given.
 *
 * @param {string} person
 * @param {string} [task]
 */
function nextFor(person, task) {
  const tasks = listedTasks();
  const at = tasks.findIndex(({id}) => id === task);
  const isTheirs = (/** @type {{id: string, assignee?: string}} */ one) => !one.assignee || one.assignee === person;
  return (tasks.slice(at + 1).find(isTheirs) ?? tasks.slice(0, Math.max(at, 0)).reverse().find(isTheirs))?.id;
}

let begin = () => {};

/** Opens the first task, once, when the list is drawn. */
export const beginWithFirst = () => begin();

/** @param {any} angular */
export function whatComesNext(angular) {
  angular.module('ng').run([
    '$rootScope',
    '$location',
    '$injector',
    (/** @type {any} */ root, /** @type {any} */ location, /** @type {any} */ injector) => {
      /** If the person has opened another task meanwhile, keeps it; Tasklist would close it. */
      const stay = () => {
        const stop = root.$on('$locationChangeStart', (/** @type {Event} */ change) => {
          if (!location.search().task) {
            stop();
            change.preventDefault();
          }
        });
        setTimeout(stop, 3000);
      };
      const completed = (/** @type {string} */ task) => {
        const {task: opened} = location.search();
        const next = opened === task && nextFor(root.authentication.name, task);
        if (opened && opened !== task) {
          stay();
        }
        if (next) {
          // Tasklist first clears its right half
          const stop = root.$on('$locationChangeSuccess', () => {
            if (!location.search().task) {
              stop();
              root.$applyAsync(() => showTask(next, true));
            }
          });
          setTimeout(stop, 3000);
        }
        ask(`steps/${task}/next`, 'bước tiếp theo').then(
          (/** @type {{completed: string, next: {name: string, whose: string}[]}} */ said) =>
            root.$applyAsync(() =>
              injector.get('Notifications').addMessage({
                // One text, because Tasklist puts a colon between a status and a message
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
      begin = () => {
        // A task opened before the list is read would delay it
        if (document.querySelector('.data-plan-card:not(:empty)')) {
          begin = () => {};
          root.$applyAsync(() => {
            const first = nextFor(root.authentication.name);
            const {task, processStart} = location.search();
            // A phone shows only the list
            if (first && !task && !processStart && matchMedia('(min-width: 768px)').matches) {
              showTask(first, true);
            }
          });
        }
      };
      afterPost(COMPLETED, (answer, task) => answer.status >= 200 && answer.status < 300 && completed(task));
    },
  ]);
}
