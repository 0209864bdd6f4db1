/** @import { Chat } from './types.js' */
import { readMessages } from './api.js';
import { chatKey } from './format.js';

const STORAGE = 'sandbox-read';

/** How many messages of each chat have not been looked at in this browser. */
export function createUnread() {
  /** @type {Record<string, number>} seq read up to, by chat */
  const read = JSON.parse(localStorage.getItem(STORAGE) ?? '{}');
  /** @type {Map<string, number>} */
  const counts = new Map();
  /** @type {Map<string, number>} the newest seq each count was made at */
  const countedAt = new Map();
  const mark = (/** @type {string} */ key, /** @type {number} */ seq) => {
    read[key] = seq;
    localStorage.setItem(STORAGE, JSON.stringify(read));
  };

  return {
    /** @param {Chat} chat */
    of: (chat) => counts.get(chatKey(chat)) ?? 0,
    total: () => [...counts.values()].reduce((sum, count) => sum + count, 0),

    /** @param {Chat} chat @param {number} seq */
    markRead(chat, seq) {
      if (seq > (read[chatKey(chat)] ?? 0)) mark(chatKey(chat), seq);
      counts.delete(chatKey(chat));
    },

    /** Counts again from what the chat holds. @param {Chat} chat @param {number} last its newest seq */
    async count(chat, last) {
      const key = chatKey(chat);
      // A sandbox that was emptied starts again from 1.
      if ((read[key] ?? 0) > last) mark(key, 0);
      if (last <= (read[key] ?? 0)) counts.delete(key);
      if (last <= (read[key] ?? 0) || countedAt.get(key) === last) return;
      const { messages } = await readMessages(chat, read[key] ?? 0);
      const count = messages.filter(({ direction, recalled }) => direction === 'out' && !recalled).length;
      counts.set(key, count);
      countedAt.set(key, last);
    },
  };
}
