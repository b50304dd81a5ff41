// Draws an obligation's processes on their page, with the state of each step in words at the step itself.
import {module} from './modules.js';

const {A: Viewer} = module(82236, 'A');

/** The smallest zoom at which the text is readable; a wider drawing is scrolled. */
const SMALLEST = 0.75;
const EDGE = 20;
/** The space for the bpmn.io logo. */
const FOOT = 45;

/** From the mildest to the worst; if a step has several marks, the worst is shown. */
const RANK = ['done', 'stopped', 'open', 'overdue', 'failed'];

/** The page scrolls, not the drawing. */
const STANDS_STILL = {
  zoomScroll: ['value', null],
  moveCanvas: ['value', null],
  keyboardMove: ['value', null],
};

/** @typedef {{element: string, kind: string, kindName: string, says: string}} Mark */

/** @returns {Mark[]} */
const marksOf = (/** @type {HTMLElement} */ section) =>
  Array.from(/** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll('li[data-element]')), item => ({
    element: item.dataset.element ?? '',
    kind: item.dataset.kind ?? '',
    kindName: item.querySelector('.state')?.textContent ?? '',
    says: item.dataset.says ?? '',
  }));

/** Who completed the step last, and when. */
function note(/** @type {Mark[]} */ marks) {
  const kind = RANK[Math.max(...marks.map(mark => RANK.indexOf(mark.kind)))];
  const worst = marks.filter(mark => mark.kind === kind);
  const last = worst[worst.length - 1];
  const words = document.createElement('p');
  words.className = `note is-${kind}`;
  words.textContent = (kind === 'done' ? '' : last.kindName + ': ') + last.says;
  if (worst.length > 1) {
    words.textContent += ` (${worst.length} lượt)`;
  }
  return {kind, words};
}

async function draw(/** @type {HTMLElement} */ section) {
  const frame = document.createElement('div');
  frame.className = 'diagram';
  frame.tabIndex = 0;
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', 'Sơ đồ: ' + section.dataset.name);
  const canvasPlace = document.createElement('div');
  frame.append(canvasPlace);
  const viewer = new Viewer({container: canvasPlace, additionalModules: [STANDS_STILL]});
  // An element that is not in the page has no size.
  section.querySelector('ol')?.before(frame);
  await viewer.importXML(section.dataset.xml);

  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  const {inner} = canvas.viewbox();
  const size = (/** @type {number} */ scale) => {
    canvasPlace.style.width = `${(inner.width + 2 * EDGE) * scale}px`;
    canvasPlace.style.height = `${(inner.height + EDGE) * scale + FOOT}px`;
    canvas.resized();
    canvas.viewbox({
      x: inner.x - EDGE,
      y: inner.y - EDGE,
      width: inner.width + 2 * EDGE,
      height: inner.height + EDGE + FOOT / scale,
    });
  };
  const fit = (/** @type {number} */ least) =>
    size(Math.min(1, Math.max(least, frame.clientWidth / (inner.width + 2 * EDGE))));
  fit(SMALLEST);
  addEventListener('resize', () => fit(SMALLEST));
  addEventListener('beforeprint', () => fit(0));
  addEventListener('afterprint', () => fit(SMALLEST));

  for (const id of (section.dataset.passed ?? '').split(' ')) {
    if (registry.get(id)) {
      canvas.addMarker(id, 'is-done');
    }
  }
  const marks = marksOf(section);
  for (const id of new Set(marks.map(mark => mark.element))) {
    const element = registry.get(id);
    if (element) {
      const {kind, words} = note(marks.filter(mark => mark.element === id));
      canvas.removeMarker(id, 'is-done');
      canvas.addMarker(id, `is-${kind}`);
      words.style.width = `${Math.max(element.width, 100)}px`;
      viewer.get('overlays').add(id, {position: {bottom: 0, left: (element.width - Math.max(element.width, 100)) / 2}, html: words});
    }
  }
  // If the drawing does not fit, starts at an open step.
  const open = frame.querySelector('.note.is-failed, .note.is-overdue, .note.is-open');
  if (open) {
    const middle = open.getBoundingClientRect().left - frame.getBoundingClientRect().left;
    frame.scrollLeft = middle - frame.clientWidth / 3;
  }
  // The logo stays, with a Vietnamese tooltip.
  canvasPlace.querySelector('.bjs-powered-by')?.setAttribute('title', 'Sơ đồ vẽ bằng bpmn.io');
}

for (const section of Array.from(/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('section.walk')))) {
  draw(section);
}
document.querySelector('.legend')?.removeAttribute('hidden');
