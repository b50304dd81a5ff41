// The button at a field for a document's location: references a paper of the task, or uploads one and references it.
import {openTask, preact} from './camunda.js';
import {element} from './cards.js';
import {button, dialog} from './papers.js';
import {papersOf, reference, upload} from './paperStore.js';

/** @typedef {import('./paperStore.js').Paper} Paper */

const {h, Component} = preact;
const MARK = 'Hồ sơ: ';

/** Simulates typing, so that the form, the draft and the claim notice it. */
function name(/** @type {string} */ domId, /** @type {Paper} */ paper) {
  const input = /** @type {HTMLInputElement | HTMLTextAreaElement | null} */ (document.getElementById(domId));
  const named = MARK + reference(paper);
  if (input && !input.value.includes(named)) {
    const before = input.value.trim();
    input.value = before + (before && (input instanceof HTMLTextAreaElement ? '\n' : '; ')) + named;
    input.dispatchEvent(new Event('input', {bubbles: true}));
    input.focus({preventScroll: true});
  }
}

/** Offers the newest version of each name. */
async function choose(/** @type {string} */ task, /** @type {(paper: Paper) => void} */ then) {
  const {papers} = await papersOf(task);
  /** @type {Set<string>} */
  const seen = new Set();
  const left = papers.filter(paper => !paper.withdrawn && !seen.has(paper.name.toLowerCase()) && seen.add(paper.name.toLowerCase()));
  const shown = dialog(
    'Chọn từ hồ sơ',
    ...(left.length === 0
      ? [element('p', '', 'Hồ sơ này chưa có tệp nào.')]
      : left.map(paper =>
          button('btn-default', `${reference(paper)}, ${paper.at}`, () => {
            shown.close();
            then(paper);
          }),
        )),
  );
}

export class PaperWays extends Component {
  /** A start has no papers yet, and the task behind its dialog is another one. */
  componentDidMount() {
    this.setState({isOfTask: !document.getElementById(this.props.domId)?.closest('.modal')});
  }

  render() {
    const {domId} = this.props;
    const {says, isWrong, isOfTask} = this.state;
    if (!isOfTask) {
      return null;
    }
    const say = (/** @type {string} */ words, isFault = false) => this.setState({says: words, isWrong: isFault});
    const fail = (/** @type {Error} */ why) => say(why.message, true);
    const take = async (/** @type {HTMLInputElement} */ input) => {
      const task = openTask()?.id;
      for (const file of task ? Array.from(input.files ?? []) : []) {
        try {
          const {largest} = await papersOf(task ?? '');
          const paper = await upload(task ?? '', file, largest, part => say(`Đang tải lên ${file.name}: ${Math.round(part * 100)}%`));
          name(domId, paper);
          say(`Đã tải lên ${reference(paper)}.`);
        } catch (why) {
          fail(/** @type {Error} */ (why));
        }
      }
      input.value = '';
    };
    return h(
      'div',
      {class: 'data-plan-paper-field'},
      h('input', {
        type: 'file',
        hidden: true,
        accept: '.pdf,.docx,.xlsx,.png,.jpg,.jpeg,.zip',
        ref: (/** @type {any} */ input) => (this.input = input),
        onChange: () => take(this.input),
      }),
      h(
        'button',
        {type: 'button', class: 'btn btn-default', onClick: () => choose(openTask()?.id ?? '', paper => name(domId, paper)).catch(fail)},
        'Chọn từ hồ sơ',
      ),
      h('button', {type: 'button', class: 'btn btn-default', onClick: () => this.input.click()}, 'Tải tệp lên'),
      h('span', {role: 'status', class: isWrong ? 'is-wrong' : ''}, says),
    );
  }
}
