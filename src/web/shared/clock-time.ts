/** What an input of times takes, as its `pattern`. */
export const CLOCK_TIME = '([01][0-9]|2[0-3]):[0-5][0-9]';

/** `9:30`, `930`, `０９：３０` → `09:30`; null when it is no time of a day. */
export function clockTimeIn(text: string): string | null {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):?(\d\d)$/.exec(text.normalize('NFKC').trim()) ?? [];
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  return new RegExp(`^${CLOCK_TIME}$`).test(time) ? time : null;
}
