// Access to internals of Camunda's web applications that have no public API, in one place.
import {module} from './modules.js';

export const formJs = module(11306, 'Form', 'Label', 'Description', 'Errors', 'Textfield', 'Textarea', 'Numberfield');
export const preact = module(56345, 'h', 'Component', 'Fragment', 'createRef', 'options');
export const flatpickr = module(11731, 'l10ns', 'parseDate');

export {root} from './modules.js';

/**
 * The id of a form's task; null at a start. Read from Tasklist's scope, because the URL may already name another
 * task.
 */
export const taskOf = (/** @type {any} */ form) =>
  /** @type {any} */ (self).angular?.element(form._container.parentNode).scope()?.params?.taskId ?? null;

/** @returns {{id: string, name: string, assignee?: string} | undefined} */
export const openTask = () => {
  const section = document.querySelector('section.task-card');
  return section ? /** @type {any} */ (self).angular.element(section).scope()?.task : undefined;
};

/**
 * Shows a task, or none; within a turn of Angular. By the address alone it would sometimes be lost: where Tasklist changes
 * the address in the same turn it takes the whole change for its own.
 *
 * @param {string | null} task
 * @param {boolean} [instead] so that the way back passes by what was shown until now
 */
export function showTask(task, instead = false) {
  const injector = /** @type {any} */ (self).angular.element(document.body).injector();
  injector.get('search').updateSilently({task}, instead);
  injector.get('$rootScope').$broadcast('$routeChanged');
}

/** Reloads the open task and the list. */
export function readTaskAgain() {
  const section = document.querySelector('section.task-card');
  const scope = section && /** @type {any} */ (self).angular.element(section).scope();
  scope?.$applyAsync(() => {
    scope.taskData.changed('task');
    scope.taskData.changed('taskList');
  });
}

/** Like Tasklist's own claim button. */
export function claimOpenTask() {
  const root = /** @type {any} */ (self).angular.element(document.body).injector().get('$rootScope');
  root.$applyAsync(() => root.$broadcast('shortcut:claimTask'));
}

/** The tasks that the list shows, in its order. @returns {{id: string, assignee?: string}[]} */
export const listedTasks = () =>
  Array.from(document.querySelectorAll('ol.tasks-list > li.task'), card => /** @type {any} */ (self).angular.element(card).scope().task);
