/** @import { Drop, Message, MessageContext } from './types.js' */
import { h } from './dom.js';
import { icon } from './icons.js';
import { drawMessage } from './message.js';

const NEAR_BOTTOM_PX = 80;

/**
 * The scrolling list of messages. It stays at the bottom while the reader is there, and says how many
 * messages arrived when the reader is further up.
 * @param {MessageContext} context
 */
export function createThread(context) {
  const list = h('ol', { class: 'thread-list', 'aria-live': 'polite' });
  const scroller = h('div', { class: 'thread-scroller', tabindex: 0, 'aria-label': '聊天记录' }, list);
  const more = h('button', { class: 'more-below', type: 'button', hidden: true });
  /** @type {Map<number, { json: string, row: HTMLElement, message: Message | Drop }>} */
  const rows = new Map();
  let stuck = true;
  let below = 0;
  let lastTop = 0;

  const toBottom = () => {
    scroller.scrollTop = scroller.scrollHeight;
    stuck = true;
    countBelow(0);
  };
  const countBelow = (/** @type {number} */ count) => {
    below = count;
    more.hidden = below === 0;
    more.replaceChildren(icon('down'), `${below} 条新消息`);
  };

  /** @param {Message | Drop} message @param {Message | Drop | undefined} previous */
  const show = (message, previous) => {
    const known = rows.get(message.seq);
    const json = JSON.stringify(message);
    if (known?.json === json) return;
    const row = drawMessage(message, previous, context);
    const hadFocus = known?.row.contains(document.activeElement);
    if (known) known.row.replaceWith(row);
    else list.append(row);
    if (hadFocus) scroller.focus({ preventScroll: true });
    rows.set(message.seq, { json, row, message });
  };

  scroller.addEventListener('scroll', () => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
    // Only a reader scrolls up; a list that grew leaves the place where it was.
    if (near || scrollTop < lastTop) stuck = near;
    if (near) countBelow(0);
    lastTop = scrollTop;
  });
  more.addEventListener('click', toBottom);
  // Pictures that load late and a keyboard that opens both move the bottom away.
  const follow = new ResizeObserver(() => stuck && toBottom());
  follow.observe(list);
  follow.observe(scroller);

  return {
    element: h('div', { class: 'thread' }, scroller, more),
    lastSeq: () => [...rows.keys()].at(-1) ?? 0,
    toBottom,

    clear() {
      rows.clear();
      list.replaceChildren();
      toBottom();
    },

    /**
     * Adds new messages and redraws those that changed; the others keep their nodes, and with them
     * focus and choices.
     * @param {(Message | Drop)[]} messages newest last: those that follow, or all from the first
     */
    merge(messages) {
      const before = rows.size;
      const newest = [...rows.values()].at(-1)?.message;
      let previous = (messages[0]?.seq ?? 0) > (newest?.seq ?? 0) ? newest : undefined;
      for (const message of messages) {
        show(message, previous);
        previous = message;
      }
      if (stuck) toBottom();
      else countBelow(below + rows.size - before);
    },
  };
}
