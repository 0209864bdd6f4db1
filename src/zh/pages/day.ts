const WEEKDAYS = '日一二三四五六';

/** `2026-06-08` as people read it, beside inputs that show it in the order of the browser's own language. */
export function dayInWords(date: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return '';
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日 周${WEEKDAYS[at.getUTCDay()]}`;
}

/** An input of times of day. */
export const timeInputWords = { example: '09:30', help: '24 小时制，如 09:30、14:10' } as const;
