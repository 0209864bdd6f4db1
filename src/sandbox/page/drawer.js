import { h } from './dom.js';
import { createFaults } from './faults.js';
import { icon } from './icons.js';
import { createRecords } from './records.js';

/** @typedef {'calls' | 'faults'} Panel */

/**
 * The drawer on the right with the sandbox's own tools. `onToggle` hears which panel is open.
 * @param {{ onToggle: (panel: Panel | null) => void }} page
 */
export function createDrawer({ onToggle }) {
  const records = createRecords();
  const faults = createFaults();
  const title = h('h2', { tabindex: -1 });
  const close = h('button', { class: 'icon-button', type: 'button', 'aria-label': '关闭' }, icon('close'));
  const element = h(
    'aside',
    { class: 'drawer', hidden: true },
    h('div', { class: 'drawer-head' }, title, close),
    records.element,
    faults.element,
  );
  /** @type {Element | null} */
  let opener = null;

  const hide = () => {
    if (element.hidden) return;
    element.hidden = true;
    records.hide();
    onToggle(null);
    if (opener instanceof HTMLElement) opener.focus();
  };
  const reveal = (/** @type {Panel} */ panel) => {
    if (element.hidden) opener = document.activeElement;
    element.hidden = false;
    title.textContent = panel === 'calls' ? '接口记录' : '故障模拟';
    element.setAttribute('aria-label', title.textContent);
    records.element.hidden = panel !== 'calls';
    faults.element.hidden = panel !== 'faults';
    title.focus();
    onToggle(panel);
  };
  close.addEventListener('click', hide);
  element.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());

  return {
    element,
    /** @param {number} callSeq the call to unfold */
    async showCalls(callSeq) {
      reveal('calls');
      await records.show(callSeq);
    },
    /** @param {Panel} panel */
    async show(panel) {
      reveal(panel);
      if (panel === 'calls') return records.show();
      records.hide();
      await faults.show();
    },
    hide,
    clearCalls: records.clear,
  };
}
