/** @import { CallbackResult, Delivery } from './types.js' */
import { h } from './dom.js';
import { messageOf, troubleOf } from './format.js';
import { icon } from './icons.js';

const SLOW_MS = 1000;

/**
 * The strip above the composer: a bot that takes its time, and what went wrong. Trouble stays until it is
 * closed, until the chat changes, or until the bot answers again.
 */
export function createNotice() {
  const words = h('span');
  const close = h(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': '关闭提示' },
    icon('close'),
  );
  const element = h('div', { class: 'notice', role: 'alert', hidden: true }, icon('alert'), words, close);
  let turn = 0;
  const hide = () => {
    element.hidden = true;
  };
  const show = (/** @type {string} */ text, waiting = false) => {
    words.textContent = text;
    element.classList.toggle('notice-waiting', waiting);
    element.hidden = false;
  };
  close.addEventListener('click', hide);

  return {
    element,
    clear() {
      turn += 1;
      hide();
    },
    say: (/** @type {string} */ text) => show(text),

    /**
     * Waits for the bot and says what became of it, unless the chat was left meanwhile.
     * @param {Promise<CallbackResult | Delivery>} result
     * @returns {Promise<boolean>} false when the sandbox itself did not take the act
     */
    async follow(result) {
      const asked = turn;
      const slow = setTimeout(() => asked === turn && show('正在等机器人应答…', true), SLOW_MS);
      const { taken, trouble } = await outcomeOf(result);
      clearTimeout(slow);
      if (asked !== turn) return true;
      if (trouble) show(trouble);
      else hide();
      return taken;
    },
  };
}

/** @param {Promise<CallbackResult | Delivery>} result */
const outcomeOf = (result) =>
  result.then(
    (answer) => ({ taken: true, trouble: troubleOf(answer) }),
    (error) => ({ taken: false, trouble: messageOf(error) }),
  );
