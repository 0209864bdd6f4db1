/** @import { Panel } from './drawer.js' */
import { h } from './dom.js';
import { icon } from './icons.js';

/**
 * The strip of main places: on the far left of a wide screen, along the bottom of a phone.
 * @param {{
 *   showChats: () => void, togglePanel: (panel: Panel) => void, reset: (anchor: HTMLElement) => void,
 * }} page
 */
export function createRail({ showChats, togglePanel, reset }) {
  const button = (/** @type {'chat' | 'calls' | 'fault' | 'reset'} */ name, /** @type {string} */ label) =>
    h(
      'button',
      { class: 'rail-button', type: 'button', 'aria-label': label },
      icon(name),
      h('span', {}, label),
    );
  const chats = button('chat', '消息');
  const calls = button('calls', '接口记录');
  const faults = button('fault', '故障模拟');
  const empty = button('reset', '重置');
  chats.addEventListener('click', showChats);
  calls.addEventListener('click', () => togglePanel('calls'));
  faults.addEventListener('click', () => togglePanel('faults'));
  empty.addEventListener('click', () => reset(empty));

  /** @param {Panel | null} panel */
  const mark = (panel) => {
    chats.ariaPressed = String(panel === null);
    calls.ariaPressed = String(panel === 'calls');
    faults.ariaPressed = String(panel === 'faults');
  };
  mark(null);
  return {
    element: h('nav', { class: 'rail', 'aria-label': '主要功能' }, chats, calls, faults, empty),
    mark,
  };
}
