/** @import { CallbackResult, Chat, Delivery, Person } from './types.js' */

const ZONE = 'Asia/Shanghai';
const MINUTES_WITHOUT_SEPARATOR = 5;
const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
const DAY_MS = 86_400_000;

/** @param {Chat} chat @returns {string} the name used by the stream and in the address bar */
export const chatKey = (chat) => `${chat.kind}/${chat.id}`;

/** @param {Person} person @returns {string} 城建办 · 主任 */
export const placeOf = ({ departments, position }) =>
  [departments.join('、'), position].filter(Boolean).join(' · ');

/** @param {string} iso @param {Intl.DateTimeFormatOptions} options */
const inShanghai = (iso, options) =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, hourCycle: 'h23', ...options }).format(new Date(iso));

/** @param {string} iso @returns {string} 14:05:09 */
export const clockTime = (iso) => inShanghai(iso, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/**
 * The line above a message, as the client words it: 14:05 · 昨天 14:05 · 星期三 14:05 · 8月10日 14:05.
 * @param {string} iso @param {Date} now
 */
export function timeLine(iso, now) {
  const time = inShanghai(iso, { hour: '2-digit', minute: '2-digit' });
  const day = shanghaiDay(new Date(iso));
  const daysAgo = shanghaiDay(now) - day;
  if (daysAgo === 0) return time;
  if (daysAgo === 1) return `昨天 ${time}`;
  // The epoch was a Thursday.
  if (daysAgo > 1 && daysAgo < 7) return `${WEEKDAYS[(day + 4) % 7]} ${time}`;
  const sameYear =
    inShanghai(iso, { year: 'numeric' }) === inShanghai(now.toISOString(), { year: 'numeric' });
  const date = inShanghai(iso, { ...(sameYear ? {} : { year: 'numeric' }), month: 'long', day: 'numeric' });
  return `${date} ${time}`;
}

/** @param {Date} instant @returns {number} days since the epoch on a calendar in Shanghai (UTC+8, no summer time) */
const shanghaiDay = (instant) => Math.floor((instant.getTime() + 8 * 3_600_000) / DAY_MS);

/** @param {{ at: string } | undefined} previous @param {{ at: string }} message */
export function needsTimeLine(previous, message) {
  if (!previous) return true;
  const gapMs = new Date(message.at).getTime() - new Date(previous.at).getTime();
  return gapMs > MINUTES_WITHOUT_SEPARATOR * 60_000;
}

/** @param {CallbackResult | Delivery} result @returns {string | null} what went wrong on the bot's side, null when it heard */
export function troubleOf(result) {
  if ('delivery' in result) return result.delivery === 'lost' ? '机器人没有连接，收不到了' : null;
  return callbackTrouble(result);
}

/** @param {CallbackResult} result @returns {string | null} */
function callbackTrouble({ status, error, attempts }) {
  if (status === 200) return error && `机器人的应答有误（${error}）`;
  const cause = status === null ? (error ?? '没有连上') : `HTTP ${status}`;
  return `机器人没有应答（${cause}）${attempts > 1 ? `，已重试 ${attempts - 1} 次` : ''}`;
}

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));
